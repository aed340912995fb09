/** What stands beside the models in the generated code, and cannot be the name of one. */
const ours = 'DateTimeOffset OperationRequest Transport';

/** What openapi-generator takes for a type of TypeScript or of its own: it would give the model another name, and lose it. */
const theirs =
  'AnyType ApiResponse Array Awaited Boolean ByteArray Configuration Date DateTime Double Error File Float HTTPHeaders Integer ' +
  'Long Map Object Partial Pick Readonly ReadonlyArray Record Set String URI UUID';

/** The reserved words of a module (ECMAScript 2025, section 12.7.2), `arguments` and `eval`. */
const words =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally ' +
  'for function if implements import in instanceof interface let new null package private protected public return static super ' +
  'switch this throw true try typeof var void while with yield';

/** The names that no model can have. */
export const takenTypes: ReadonlySet<string> = new Set(`${ours} ${theirs}`.split(' '));

/** The names that no function and no constant can have. */
export const reservedWords: ReadonlySet<string> = new Set(words.split(' '));
