import type { ErrorCode } from '../errors/defender-error.ts';

const codes: Readonly<Record<number, ErrorCode>> = {
  // It leads nowhere else.
  304: 'UnexpectedStatus',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  408: 'ServerError',
  429: 'Throttled',
};

/** The code of an answer that is no success, by its status. */
export const codeOfStatus = (status: number): ErrorCode =>
  codes[status] ?? (status >= 500 ? 'ServerError' : status >= 400 ? 'UnexpectedStatus' : 'RedirectRefused');
