import { ApiError } from '../../api/client';

const REFUSALS = ['cancelled', 'expired', 'unknown', 'linked', 'provider'] as const;

/** In which words somebody hears why the provider led them back here; the reason stands in the address. */
export function refusalTrouble(reason: string | null): `signIn.refused.${(typeof REFUSALS)[number]}` | 'signIn.tooMany' | null {
  if (reason === 'too-many') return 'signIn.tooMany';
  const known = REFUSALS.find((each) => each === reason);
  return known === undefined ? null : `signIn.refused.${known}`;
}

/** In which words somebody hears why they are not signed in; `wrong`: what they gave is not right. */
export function signInTrouble<Wrong extends string>(error: Error, wrong: Wrong): Wrong | 'signIn.unreachable' | 'signIn.tooMany' {
  if (!(error instanceof ApiError) || error.unreachable) return 'signIn.unreachable';
  return error.status === 429 ? 'signIn.tooMany' : wrong;
}
