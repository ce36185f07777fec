import { ApiError } from '../../api/client';

/** In which words somebody hears why they are not signed in; `wrong`: what they gave is not right. */
export function signInTrouble<Wrong extends string>(error: Error, wrong: Wrong): Wrong | 'signIn.unreachable' | 'signIn.tooMany' {
  if (!(error instanceof ApiError) || error.unreachable) return 'signIn.unreachable';
  return error.status === 429 ? 'signIn.tooMany' : wrong;
}
