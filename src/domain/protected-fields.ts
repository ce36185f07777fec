/** Facts about a reader's connection: rules may use them, nobody at the desk sees their values. */
export const PROTECTED_FIELDS: ReadonlySet<string> = new Set(['request.ip_country', 'request.ip_asn', 'request.ip_lists']);
