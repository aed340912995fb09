import type { CodegenConfig } from './tools/codegen/src/config.ts';

/** What is generated here: the toolkit for Microsoft Defender for Endpoint. */
export default {
  spec: 'specs/defender.openapi.yaml',
  sources: {
    'seed 000': 'the document "List machineActions API"',
    'seed 003': 'the document "Get machineAction API"',
    documented: 'another page of the public documentation',
    observed: 'seen in recorded answers or in production clients, in no document',
    assumed: 'written down nowhere',
  },
  needs: ['clouds', 'permissions', 'scope'],
  // Options and properties of an emulator and of a client, beside which collections stand, and what the packages export.
  taken: (
    'seed clock quota auth exactNames observed latency quirks pageSize actions fetch failNext violations token reset handle requests collections ' +
    'operations audiences clouds scope fixtures systemClock plan exportAll waitFor'
  ).split(' '),
  output: {
    builder: 'packages/client/src/generated',
    client: 'packages/client/src/generated',
    testing: 'packages/testing/src/generated',
    docs: 'docs/filterable-properties.gen.md',
  },
  openapiGenerator: {
    output: 'packages/client/src/generated',
    templates: 'tools/openapi-templates',
    settings: 'openapitools.json',
    manifest: 'tools/codegen/manifest.gen.json',
  },
  imports: {
    '#query-builder': '@defender-odata/query-builder',
    '#client': '@defender-odata/client',
    '#models': './models/index.ts',
    '#date-time-offset': '../core/date-time-offset.ts',
    '#with-properties': '../core/with-properties.ts',
    '#collections': '../collections/collection.ts',
    '#store': '../store',
    '#emulator': '../emulator',
  },
} satisfies CodegenConfig;
