import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imports, libraryModel, libraryWith } from '../../test/library.ts';
import type { EntitySetModel, FilterModel } from '../model/model.ts';
import { formatFile } from '../output/format.ts';
import { emitEntitySets } from './entity-sets.ts';
import type { GeneratedModule } from './file.ts';
import { operators } from './offers.ts';
import { printModule } from './print.ts';
import { emitQuerySets } from './query-sets.ts';

const root = join(import.meta.dirname, '../../../..');

const printed = (module: GeneratedModule): Promise<string> =>
  formatFile(root, module.path, printModule(module, imports));

const emitted = async (emit: typeof emitEntitySets, specText?: string): Promise<string> =>
  printed(emit((await libraryModel(specText)).entitySets));

const text = await emitted(emitEntitySets);
const queries = await emitted(emitQuerySets);

describe('the entity set as data', () => {
  it('has, for queries, types, keys, operators and ranges, and no descriptions', () => {
    expect(queries).toContain(`export const booksQuerySet: EntitySetData = {
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
  it('offer what the group has, once for all properties, with the operand that fits', () => {
    expect(text).toMatch(
      /interface TextField<Name extends string, Value>\s+extends EqOperator<Value>, NeOperator<Value>, InOperator<Value>, StartsWithOperator \{/,
    );
    expect(text).toContain("readonly isbn: TextField<'isbn', string>;");
    expect(text).toContain("readonly genre: ChoiceField<'genre', Genre>;");
    expect(text).toContain("readonly addedAt: OrderField<'addedAt', DateTimeOffset, DateTimeOffset | Date>;");
    expect(text).toContain("readonly pages: OrderField<'pages', number | null, number>;");
  });

  it('refuse the rest in words, each sentence once, struck through by an editor with the reason', () => {
    expect(text).toContain(
      "type ChoiceRefused<Name extends string, Operator extends string> = NoOperator<Name, Operator, 'eq, in'>;",
    );
    expect(text).toContain(
      "  /** @deprecated The service refuses it for this property. */\n  readonly startsWith: ChoiceRefused<Name, 'startsWith'>;",
    );
    expect(text).toContain("type BookFilters = 'isbn, genre, addedAt';");
    expect(text).toContain(
      "  /** @deprecated The service does not filter by it. Who wrote it. */\n  readonly author: NotFilterable<'author', BookFilters>;",
    );
    expect(text).toContain(
      "  /** @deprecated In no document of the service: withObserved() allows it. How long it is. */\n  readonly pages: ObservedOnly<'pages', 'books'>;",
    );
  });

  it('have the descriptions as hover text', () => {
    expect(text).toContain('  /** What sort of book it is. */\n  readonly genre: ChoiceField');
    expect(text).toContain('  /** How long it is. */\n  readonly pages: OrderField');
    expect(text).toContain('  /** What sort of book it is. */\n  readonly genre?: ChoiceConditions<Genre>;');
  });

  it('name the maximum of $top, and the object syntax for both cases', () => {
    expect(text).toContain('maxTop: 50;');
    const [, plain = '', observed = ''] = text.split(/export interface Book(?:Observed)?FilterObject/);
    expect(plain).not.toContain('readonly pages?');
    expect(text).toContain('type OrderConditions<Value, Ordered = Value> =');
    expect(text).toContain('readonly addedAt?: OrderConditions<DateTimeOffset, DateTimeOffset | Date>;');
    expect(observed).toContain('readonly pages?: OrderConditions<number | null, number>;');
  });

  it('have no types for what an entity set does not have', async () => {
    const { entitySets } = await libraryModel();
    const plain = entitySets.map((set) => ({
      ...set,
      properties: set.properties.filter(({ name }) => name === 'isbn'),
    }));
    const short = await printed(emitEntitySets(plain));
    expect(short).not.toMatch(/Observed|NotFilterable|DateTimeOffset|withProperties|Shared/);
    expect(short).toContain('observedFields: BookFields;');
    expect(short).toContain('export const books: EntitySet<BookTypes> = booksQuerySet;');
    // Every operator: nothing is refused, and no name of a property is asked for.
    const all = plain.map((set) => ({
      ...set,
      properties: set.properties.map((property) => ({
        ...property,
        filter: { group: 'all', operators: operators.slice(0, 10), evidence: 'documented' as const, source: '' },
      })),
    }));
    expect(await printed(emitEntitySets(all))).toContain('readonly isbn: AllField<string>;');
  });
});

/** The small spec's books, with more of them filterable, and query options. */
async function more(change: Partial<EntitySetModel>, filters: Readonly<Record<string, FilterModel>> = {}) {
  const { entitySets } = await libraryModel();
  return entitySets.map((set) => ({
    ...set,
    ...change,
    properties: set.properties.map((property) => {
      const filter = filters[property.name];
      return filter ? { ...property, filter } : property;
    }),
  }));
}

describe('a collection', () => {
  const words = {
    group: 'collection',
    operators: ['any', 'all'],
    items: { group: 'text', operators: ['eq', 'ne', 'in', 'startswith'] },
    evidence: 'documented',
    source: 'page 3',
  } as const;

  it('has any and all, with the field of its items', async () => {
    const sets = await more({}, { tags: words });
    const types = await printed(emitEntitySets(sets));
    expect(types).toMatch(
      /interface CollectionField<Name extends string, Item>\s+extends AnyOperator<Item>, AllOperator<Item> \{/,
    );
    expect(types).toContain("readonly eq: CollectionRefused<Name, 'eq'>;");
    expect(types).toContain("readonly tags: CollectionField<'tags', TextField<'tags', string>>;");
    expect(types).toContain("type CollectionConditions<Item> = CollectionSyntax<'any' | 'all', Item>;");
    expect(types).toMatch(
      /readonly tags\?: CollectionConditions<\s*ItemSyntax<string, 'eq' \| 'ne' \| 'in' \| 'startswith'>\s*>;/,
    );
    expect(await printed(emitQuerySets(sets))).toMatch(
      /tags: \{\s+operators: \['any', 'all'\],\s+items: \['eq', 'ne', 'in', 'startswith'\],\s+evidence: 'documented',?\s+\}/,
    );
  });

  it('is called by its entity type where another group has the name', async () => {
    const sets = await more({}, { tags: { ...words, items: { group: 'text', operators: ['eq'] } } });
    const types = await printed(emitEntitySets(sets));
    expect(types).toContain('interface BookTextField<');
    expect(types).toContain("readonly tags: CollectionField<'tags', BookTextField<'tags', string>>;");
  });
});

describe('query options', () => {
  it('are types and data, those in documents apart from those that were only seen', async () => {
    const sets = await more({
      orderBy: { properties: ['isbn', 'addedAt'], evidence: 'documented' },
      count: { evidence: 'observed' },
      select: { properties: ['isbn', 'genre', 'addedAt', 'pages', 'author'], evidence: 'observed' },
    });
    const types = await printed(emitEntitySets(sets));
    expect(types).toContain("options: { orderBy: 'isbn' | 'addedAt' };");
    expect(types).toMatch(
      /observedOptions: \{\s+orderBy: 'isbn' \| 'addedAt';\s+count: true;\s+select: Selectable<Book, Exclude<keyof Book, 'tags'>>;?\s+\};/,
    );
    const data = await printed(emitQuerySets(sets));
    expect(data).toContain("orderBy: { properties: ['isbn', 'addedAt'], evidence: 'documented' },");
    expect(data).toContain("count: { evidence: 'observed' },");
    expect(data).toContain(
      "select: { properties: ['isbn', 'genre', 'addedAt', 'pages', 'author'], evidence: 'observed' },",
    );
  });

  it.each([
    [['isbn', 'genre', 'addedAt', 'pages', 'author', 'tags'], 'Selectable<Book, keyof Book>'],
    [['isbn', 'genre'], "Selectable<Book, 'isbn' | 'genre'>"],
  ])('$select of %j is %s', async (properties, type) => {
    expect(await printed(emitEntitySets(await more({ select: { properties, evidence: 'documented' } })))).toContain(
      type,
    );
  });
});
