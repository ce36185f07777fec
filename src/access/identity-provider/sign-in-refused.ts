/** Why a sign-in at the provider led to no session. The console has a sentence for each. */
export const REFUSALS = ['cancelled', 'expired', 'unknown', 'linked', 'provider', 'too-many'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Ends such a sign-in; the browser is sent back to the sign-in page with the reason. */
export class SignInRefused extends Error {
  constructor(
    readonly reason: Refusal,
    cause?: unknown,
  ) {
    super(`sign-in refused: ${reason}`, { cause });
    this.name = 'SignInRefused';
  }
}
