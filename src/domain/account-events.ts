/** What happens to an account. It belongs to no site, so it stands in a log of its own. */
export const ACCOUNT_EVENT_TYPES = [
  'account.opened',
  'name.changed',
  'password.changed',
  'password.reset_offered',
  'password.reset',
  'second_factor.added',
  'second_factor.removed',
  'recovery_code.used',
  'recovery_codes.renewed',
  'sessions.ended',
  'identity.linked',
  'token.created',
  'token.revoked',
  'owner.made',
] as const;
export type AccountEventType = (typeof ACCOUNT_EVENT_TYPES)[number];
