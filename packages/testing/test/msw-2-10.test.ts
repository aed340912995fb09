import { getResponse, http } from 'msw-2-10';
import { setupServer } from 'msw-2-10/node';
import { vi } from 'vitest';
import { describeHandlers, type MswCopy } from './msw-suite.ts';

// The handlers themselves are made by this copy too, as they are where it is the one installed.
vi.mock('msw', () => import('msw-2-10'));

describeHandlers('msw 2.10', { setupServer, get: http.get, getResponse } as object as MswCopy);
