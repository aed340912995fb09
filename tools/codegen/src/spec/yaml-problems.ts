import type { Document, YAMLError } from 'yaml';

/** What is wrong with the text, in words of the file and not of the program that reads it, and the way out. */
const words: Partial<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'An alias such as *name cannot have an anchor or a tag of its own. Allowed: the alias alone.',
  BAD_ALIAS: 'An alias needs a name behind its *. Allowed: *name, or the text in quotes.',
  BAD_DQ_ESCAPE:
    'The text in double quotes has a backslash with something that it does not go with. Allowed: \\\\ for a backslash, or single quotes.',
  BAD_INDENT: 'The line begins in a column that no line before it has. Allowed: the column of its neighbours.',
  BAD_SCALAR_START:
    'A text cannot begin with this character, which means something else in YAML. Allowed: the text in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'The line has two keys, as in "summary: Books: all of them", or the next one begins in another column. Allowed: a text with ": " in quotes, and keys in one column.',
  DUPLICATE_KEY: 'The mapping has the key already. Allowed: each key once.',
  MULTILINE_IMPLICIT_KEY:
    'A key stands on one line, with its colon. Allowed: "key: value", in the column of its neighbours.',
  MULTIPLE_DOCS:
    'The file has two documents: a line "---" begins another one. Allowed: one document, without that line.',
  TAB_AS_INDENT: 'The line begins with a tab. Allowed: blanks.',
  TAG_RESOLVE_FAILED: 'A tag such as !name means nothing here. Allowed: the value without it.',
};

/**
 * The first thing that is wrong with a text: what comes after it is mostly read wrongly because of it.
 *
 * @returns Where it is, as an offset, and what it is; undefined where the text is YAML.
 */
export function yamlProblem({ errors, warnings }: Pick<Document.Parsed, 'errors' | 'warnings'>) {
  const [first] = [...errors, ...warnings].toSorted((one, other) => one.pos[0] - other.pos[0]);
  return (
    first && {
      offset: first.pos[0],
      message:
        words[first.code] ??
        `Not valid YAML: ${first.message.split(' at line ')[0] ?? ''}. Allowed: quotes and brackets that are closed, and a blank before #.`,
    }
  );
}
