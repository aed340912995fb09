import { libraryText } from './library.ts';

const end = 'components:\n  securitySchemes:';

/** The small spec with more operations, each as the YAML of a path, and more schemas. */
export function libraryAnd(paths: string, schemas = ''): string {
  return libraryText
    .replace(end, () => `${paths.trim().replaceAll(/^/gm, '  ')}\n${end}`)
    .replace('    Genre:\n', () => `${schemas.trim().replaceAll(/^/gm, '    ')}\n    Genre:\n`);
}

/** A loan of a book: a POST that makes a row of another set, with a body. */
export const loans = `
/loans:
  get:
    operationId: listLoans
    summary: List loans
    x-permissions: { application: [Loans.Read.All], delegated: [Loans.Read] }
    x-odata:
      entitySet: Loans
      entityType: Loan
      key: [number]
      operators: { text: [eq] }
      filterable: { number: { operators: text, evidence: documented, source: page 3 } }
    parameters: [{ name: $filter, in: query, schema: { type: string } }]
    responses:
      '200':
        description: Loans.
        content: { application/json: { schema: { $ref: '#/components/schemas/LoanCollection' } } }
/books/{isbn}/lend:
  post:
    operationId: lendBook
    summary: Lend a book
    x-permissions: { application: [Loans.Write.All], delegated: [Loans.Write] }
    x-action: { on: Books, creates: Loans, with: { state: Open, reader: { from: Reader } } }
    parameters:
      - { name: isbn, in: path, required: true, schema: { type: string } }
      - { name: If-Match, in: header, schema: { type: string } }
    requestBody:
      required: true
      content: { application/json: { schema: { $ref: '#/components/schemas/LendRequest' } } }
    responses:
      '201':
        description: The loan.
        content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } }
  delete:
    operationId: takeBack
    summary: Take a book back
    x-permissions: { application: [Loans.Write.All], delegated: [Loans.Write] }
    x-action: { on: Books }
    parameters: [{ name: isbn, in: path, required: true, schema: { type: string } }]
    responses: { '204': { description: It is back. } }
/books/{isbn}/page(number={number}):
  get:
    operationId: getPageText
    summary: Get the text of a page
    x-permissions: { application: [Books.Read.All], delegated: [Books.Read] }
    x-odata: { entitySet: Books }
    parameters:
      - { name: isbn, in: path, required: true, schema: { type: string } }
      - { name: number, in: path, required: true, schema: { type: integer } }
    responses:
      '200':
        description: The text.
        content: { application/json: { schema: { $ref: '#/components/schemas/PageText' } } }
`;

export const loanSchemas = `
Loan:
  type: object
  required: [number]
  properties:
    number: { type: string }
    reader: { type: [string, 'null'] }
    state: { $ref: '#/components/schemas/LoanState' }
LoanState: { type: string, enum: [Open, Closed] }
LoanCollection:
  type: object
  required: [value]
  properties: { value: { type: array, items: { $ref: '#/components/schemas/Loan' } } }
LendRequest:
  type: object
  required: [Reader]
  properties:
    Reader: { type: string, minLength: 1, description: Who takes it. }
    Days: { type: integer, format: int32 }
    Kind: { type: string, enum: [Short, Long] }
PageText: { type: object, required: [value], properties: { value: { type: string } } }
`;

/** The small spec with loans. */
export const loansText = libraryAnd(loans, loanSchemas);
