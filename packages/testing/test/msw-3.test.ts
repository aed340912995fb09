import { getResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { describeHandlers, type MswCopy } from './msw-suite.ts';

describeHandlers('msw 3', { setupServer, get: http.get, getResponse } as object as MswCopy);
