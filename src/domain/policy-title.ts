/** A policy's name, in the newsroom's own language and in others. */
export interface Titled {
  readonly id: string;
  readonly title: string;
  /** By language tag, such as `de` or `pt-BR`. */
  readonly titles: Readonly<Record<string, string>>;
}

/**
 * The policy behind a code: itself, or the one whose part it is. Rules speak of `spam.links` where people only distinguish
 * `spam`. Undefined when the site has neither.
 */
export function policyOf<Policy extends { readonly id: string }>(policies: readonly Policy[], code: string): Policy | undefined {
  const own = policies.find(({ id }) => id === code);
  const dot = code.lastIndexOf('.');
  return own ?? (dot < 0 ? undefined : policyOf(policies, code.slice(0, dot)));
}

/** The title in the first of these languages that has one (`de-AT` is content with `de`), else the newsroom's own. */
export function policyTitle({ title, titles }: Titled, langs: readonly string[]): string {
  const byTag = new Map(Object.entries(titles).map(([lang, text]) => [lang.toLowerCase(), text]));
  for (const lang of langs.map((tag) => tag.toLowerCase())) {
    const found = byTag.get(lang) ?? byTag.get(lang.split('-')[0] ?? lang);
    if (found !== undefined) return found;
  }
  return title;
}
