import { isQueryError, type QueryError } from '../src/index.ts';

/** What a call is refused with: the fields that a test asks for, whatever class it is of. */
export function refusal(call: () => unknown): Pick<QueryError, 'code' | 'message' | 'property' | 'allowed'> {
  try {
    call();
  } catch (error) {
    if (isQueryError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
