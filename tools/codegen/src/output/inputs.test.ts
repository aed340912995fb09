import { describe, expect, it } from 'vitest';
import { changedInputs, concerns } from './inputs.ts';

it('tells the inputs that came, went and changed', () => {
  expect(changedInputs({ a: '1', b: '1', c: '1' }, { a: '1', b: '2', d: '1' })).toEqual(['b', 'c', 'd']);
});

describe.each([
  ['specs/defender.openapi.yaml', true, true],
  ['.prettierrc.json', true, true],
  ['prettier', true, true],
  ['ts-morph', false, true],
  ['openapitools.json', true, false],
  ['tools/openapi-templates/apis.mustache', true, false],
  ['tools/codegen/src/emit/literal.ts', false, true],
  ['tools/codegen/src/rules/odata.ts', false, true],
  ['tools/codegen/src/output/header.ts', true, true],
])('%s', (name, openapiGenerator, tsMorph) => {
  it(`concerns openapi-generator's half: ${openapiGenerator}, ts-morph's half: ${tsMorph}`, () => {
    expect(concerns('openapi-generator', name)).toBe(openapiGenerator);
    expect(concerns('ts-morph', name)).toBe(tsMorph);
  });
});
