/** What a template may leave to be filled in. */
export const PLACEHOLDERS = ['author', 'comment', 'policy', 'article', 'site'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const ANY = /\{\{([^{}]*)\}\}/g;

/** A place that the writer of a template left for the moderator's own words. */
const BLANK = /###[^#\n]*(?:###)?/g;

/** Placeholders that nobody can fill in, each once, as they stand in the text; a brace that is never closed is one, too. */
export function unknownPlaceholders(text: string): string[] {
  const named = [...text.matchAll(ANY)].flatMap(([whole, name = '']) => (isPlaceholder(name.trim()) ? [] : [whole]));
  return [...new Set([...named, ...(/\{\{|\}\}/.exec(text.replaceAll(ANY, '')) ?? [])])];
}

/** What must not reach an author: placeholders left as they are, and blanks (`###…###`) nobody has filled in. */
export function unfinishedIn(text: string): string[] {
  return [...new Set([...text.matchAll(ANY), ...text.matchAll(BLANK)].map(([whole]) => whole.trim()))];
}

export interface Filled {
  readonly text: string;
  /** What is left to do by hand, as it stands in the text. */
  readonly unresolved: readonly string[];
}

/** Puts in what is known. A value is put in as it is: what a reader wrote is never read as a placeholder. */
export function fill(body: string, values: Readonly<Record<Placeholder, string | null>>): Filled {
  const left = new Set<string>([...body.matchAll(BLANK)].map(([whole]) => whole.trim()));
  const text = body.replaceAll(ANY, (whole, name: string) => {
    const value = isPlaceholder(name.trim()) ? values[name.trim() as Placeholder] : null;
    if (value === null) left.add(whole);
    return value ?? whole;
  });
  return { text, unresolved: [...left] };
}

/** Somebody's own words, so that nobody takes what they typed for a blank or a placeholder of ours. */
export function asWords(text: string): string {
  return text.replaceAll(/#(?=##)|(?<=#)#(?=#)/g, '# ').replaceAll(/\{(?=\{)/g, '{ ').replaceAll(/\}(?=\})/g, '} ');
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}
