import type { OperationId } from '@defender-odata/client';
import type { Downloads } from '../http/downloads.ts';
import type { OpenRequest } from '../http/request-log.ts';
import type { Lives } from './life.ts';
import type { Settings } from './settings.ts';
import type { Tenant } from './tenant.ts';

/** What an operation is asked. */
export interface Call {
  readonly operationId: OperationId;
  readonly url: URL;
  /** The path's parameters by name, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The body of the request; `''` for none. */
  readonly body: string;
  /** The request in the log, which learns what was understood. */
  readonly entry: OpenRequest;
}

/** What calls are performed on. */
export interface Dispatched {
  readonly tenant: Tenant;
  readonly lives: Lives;
  readonly settings: Settings;
  readonly now: () => number;
  readonly downloads: Downloads;
  /** Draws a correlation ID. */
  readonly newTarget: () => string;
}
