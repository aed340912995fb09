import { StructureKind } from 'ts-morph';
import type { ServiceModel } from '../model/model.ts';
import { constant, type GeneratedModule } from './file.ts';
import { literal, object, quote } from './literal.ts';

/** The service as data: hosts, token scope, audiences. */
export const emitService = (service: ServiceModel): GeneratedModule => ({
  path: 'client/service.gen.ts',
  structure: {
    statements: [
      constant(
        'clouds',
        'The endpoints of the service by the name of the cloud.',
        `${object(service.clouds.map(({ name, url, description }) => ({ name, text: quote(url), doc: description })))} as const`,
      ),
      {
        kind: StructureKind.TypeAlias,
        isExported: true,
        name: 'CloudName',
        type: 'keyof typeof clouds',
        docs: ['The name of a cloud.'],
      },
      constant('scope', 'The scope to ask a token for; the same whichever cloud is called.', quote(service.scope)),
      constant(
        'audiences',
        'What the tokens of the service have as audience, each with a slash at its end or without.',
        literal(service.audiences),
        'readonly string[]',
      ),
    ],
  },
});
