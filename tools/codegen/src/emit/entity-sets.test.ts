import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryModel, libraryWith } from '../../test/library.ts';
import { formatFile } from '../output/format.ts';
import { emitEntitySets } from './entity-sets.ts';
import { printModule } from './print.ts';
import { emitQuerySets } from './query-sets.ts';

const root = join(import.meta.dirname, '../../../..');

async function emitted(emit: typeof emitEntitySets, specText?: string): Promise<string> {
  const module = emit((await libraryModel(specText)).entitySets);
  return formatFile(root, module.path, printModule(module));
}

const text = await emitted(emitEntitySets);
const queries = await emitted(emitQuerySets);

describe('the entity set as data', () => {
  it('has, for queries, types, keys, operators and ranges, and no descriptions', () => {
    expect(queries).toContain(`export const booksQuerySet: EntitySet<BookTypes> = {
  name: 'Books',
  entityType: {
    name: 'Book',
    key: ['isbn'],
    properties: {
      isbn: { type: 'Edm.String' },
      genre: { type: 'Edm.String', members: ['Novel', 'Poem'] },
      addedAt: { type: 'Edm.DateTimeOffset' },
      pages: { type: 'Edm.Int32', nullable: true },
      author: { type: 'Edm.ComplexType', nullable: true },
      tags: { type: 'Collection(Edm.String)' },
    },
  },
  filterable: {
    isbn: { operators: ['eq', 'ne', 'in', 'startswith'], evidence: 'documented' },
    genre: { operators: ['eq', 'in'], evidence: 'documented' },
    addedAt: { operators: ['eq', 'ge', 'lt'], evidence: 'documented' },
    pages: { operators: ['eq', 'ge', 'lt'], evidence: 'observed' },
  },
  top: { minimum: 1, maximum: 50 },
};`);
  });

  it('has, beyond what queries ask, complex properties whole, in a call that a bundler can leave out', () => {
    expect(text).toContain(`export const books: EntitySet<BookTypes> = /* @__PURE__ */ withProperties(booksQuerySet, {
  author: { type: 'Edm.ComplexType', nullable: true, properties: { name: { type: 'Edm.String' } } },
});`);
  });

  it('has a closed enumeration as an enumeration', async () => {
    const closed = await emitted(emitQuerySets, libraryWith('      x-open-enum: true\n', ''));
    expect(closed).toContain("genre: { type: 'Edm.EnumType', members: ['Novel', 'Poem'] },");
  });
});

describe('the types of the fields', () => {
  it('offer what the property has, with the operand that fits', () => {
    expect(text).toMatch(
      /interface BookIsbnField\s+extends EqOperator<string>, NeOperator<string>, InOperator<string>, StartsWithOperator \{/,
    );
    expect(text).toMatch(/interface BookGenreField extends EqOperator<Genre>, InOperator<Genre> \{/);
    expect(text).toMatch(
      /BookAddedAtField\s+extends EqOperator<DateTimeOffset>, GeOperator<DateTimeOffset \| Date>, LtOperator</,
    );
    expect(text).toMatch(
      /BookPagesField extends EqOperator<number \| null>, GeOperator<number>, LtOperator<number> \{/,
    );
  });

  it('refuse the rest in words', () => {
    expect(text).toContain("readonly startsWith: OperatorRefused<'genre has no startsWith. Allowed: eq, in'>;");
    expect(text).toContain(
      "readonly author: NotFilterable<'author cannot be filtered. Allowed: isbn, genre, addedAt'>;",
    );
    expect(text).toContain(
      "readonly pages: ObservedOnly<'pages was only seen to be filterable: from(books).withObserved() allows it'>;",
    );
  });

  it('have the descriptions as hover text', () => {
    expect(text).toContain('  /** What sort of book it is. */\n  readonly genre: BookGenreField;');
    expect(text).toContain('  /** How long it is. */\n  readonly pages: BookPagesField;');
    expect(text).toMatch(
      /\/\*\* What sort of book it is\. \*\/\s+readonly genre\?: Genre \| Conditions<Genre, 'eq' \| 'in'>;/,
    );
  });

  it('name the maximum of $top, and the object syntax for both cases', () => {
    expect(text).toContain('maxTop: 50;');
    const [, plain = '', observed = ''] = text.split(/export interface Book(?:Observed)?FilterObject \{/);
    expect(plain).not.toContain('readonly pages?');
    expect(plain).toMatch(
      /addedAt\?:\s+DateTimeOffset \| Conditions<DateTimeOffset, 'eq' \| 'ge' \| 'lt', DateTimeOffset \| Date>;/,
    );
    expect(observed).toContain("readonly pages?: number | null | Conditions<number | null, 'eq' | 'ge' | 'lt'>;");
  });
});
