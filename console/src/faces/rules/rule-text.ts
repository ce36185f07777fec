/** The order in which people write a rule; other keys follow as they come. */
const ORDER = ['id', 'name', 'description', 'mode', 'priority', 'group', 'policy', 'reason', 'on', 'exempt', 'when', 'unless', 'then', 'examples', 'action', 'hard', 'score', 'match', 'no_match'];
/** What YAML would take for something else than a text. */
const NEEDS_QUOTES = /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|: |\s#|[:\s]$|^(?:true|false|null|yes|no|on|off|~|[\d.+-].*)$|\n/i;

/** A rule as YAML lines, for comparing: always in the same order, one value per line. */
export function ruleText(value: unknown): string {
  return linesOf(value, '').join('\n');
}

function linesOf(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => itemLines(each, indent));
  if (typeof value !== 'object' || value === null) return [`${indent}${scalar(value)}`];
  return Object.entries<unknown>({ ...value }).sort(([a], [b]) => rank(a) - rank(b)).flatMap(([key, inner]) => {
    if (typeof inner !== 'object' || inner === null) return [`${indent}${key}: ${scalar(inner)}`];
    if (Object.keys(inner).length === 0) return [`${indent}${key}: ${Array.isArray(inner) ? '[]' : '{}'}`];
    return [`${indent}${key}:`, ...linesOf(inner, `${indent}  `)];
  });
}

function itemLines(item: unknown, indent: string): string[] {
  const [first = '', ...rest] = linesOf(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function scalar(value: unknown): string {
  return typeof value === 'string' && NEEDS_QUOTES.test(value) ? JSON.stringify(value) : String(value);
}

function rank(key: string): number {
  const at = ORDER.indexOf(key);
  return at < 0 ? ORDER.length : at;
}
