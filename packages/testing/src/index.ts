import type { HttpHandler } from 'msw';
import { createHandlers } from './adapters/msw/create-handlers.ts';

/** Handlers that need no set-up: they answer with the examples of the service's documents. */
export const handlers: readonly HttpHandler[] = /* @__PURE__ */ createHandlers();

export { createHandlers };
export { createEmulator, type MswEmulator } from './adapters/msw/msw-emulator.ts';
export { toHaveListed, type CollectionName, type ListedQuery, type MatcherResult } from './matchers/to-have-listed.ts';
export { createClock, EmulatorError, fixtures, quirks, standingOf, systemClock } from './emulator/index.ts';
export * from './generated/factories.gen.ts';
export type {
  ActionOptions,
  Answer,
  Clock,
  Duration,
  EmulatedCollection,
  Emulator,
  EmulatorClock,
  EmulatorErrorCode,
  EmulatorOptions,
  Failure,
  FileContent,
  Fixtures,
  GenerateOptions,
  LivingCollection,
  MachineStanding,
  Quirk,
  QuirkName,
  RecordedRequest,
  RowFactory,
  RowInput,
  RowsOption,
  ScriptResult,
  ScriptRun,
  ServiceRequest,
  TimelineStep,
  TokenOptions,
  Traffic,
  VirtualClock,
  WindowKind,
} from './emulator/index.ts';
