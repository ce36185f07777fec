import type { ReviewItem } from '../../api/types';

/** Why a row that is still shown no longer waits. */
export interface Gone {
  readonly by: string | null;
  readonly action: string | null;
}

/**
 * What is shown of a queue: its order never changes under the reader's eyes. New items wait until they are asked for;
 * what a colleague decided keeps its row.
 */
export interface Line {
  readonly key: string;
  readonly items: readonly ReviewItem[];
  /** Where the service's list goes on behind the last item; null: nowhere. */
  readonly cursor: string | null;
  readonly isLoaded: boolean;
  readonly gone: ReadonlyMap<string, Gone>;
  /** Decided or put aside here; the service may not know yet. */
  readonly done: ReadonlySet<string>;
}

export interface Page {
  readonly items: readonly ReviewItem[];
  readonly nextCursor: string | null;
}

export type LineAction =
  | { readonly type: 'head'; readonly key: string; readonly page: Page }
  | { readonly type: 'more'; readonly key: string; readonly page: Page }
  | { readonly type: 'showFresh'; readonly page: Page; readonly keep: string | null }
  | { readonly type: 'patch'; readonly item: Partial<ReviewItem> & { readonly id: string } }
  | { readonly type: 'gone'; readonly id: string; readonly gone: Gone | null }
  | { readonly type: 'drop'; readonly ids: readonly string[] }
  | { readonly type: 'putBack'; readonly item: ReviewItem; readonly before: string | null };

export function emptyLine(key: string): Line {
  return { key, items: [], cursor: null, isLoaded: false, gone: new Map(), done: new Set() };
}

export function lineAfter(line: Line, action: LineAction): Line {
  switch (action.type) {
    case 'head': {
      if (action.key !== line.key) return begin(emptyLine(action.key), action.page);
      // What is shown holds still; an empty line, or one that colleagues emptied, begins anew.
      const isUsedUp = line.items.every(({ id }) => line.gone.has(id)) && line.cursor === null;
      return !line.isLoaded || isUsedUp ? begin({ ...line, gone: new Map() }, action.page) : missing(withClaims(line, action.page), action.page);
    }
    case 'more':
      return action.key === line.key ? { ...line, items: [...line.items, ...unknownTo(line, action.page.items)], cursor: action.page.nextCursor } : line;
    case 'showFresh': {
      const kept = line.items.filter(({ id }) => id === action.keep && action.page.items.every((item) => item.id !== id));
      return { ...begin({ ...line, gone: new Map() }, action.page), items: [...kept, ...action.page.items.filter(({ id }) => !line.done.has(id))] };
    }
    case 'patch':
      return { ...line, items: line.items.map((item) => (item.id === action.item.id ? { ...item, ...action.item } : item)) };
    case 'gone':
      return { ...line, gone: withGone(line.gone, action.id, action.gone) };
    case 'drop':
      return { ...line, done: new Set([...line.done, ...action.ids]), items: line.items.filter(({ id }) => !action.ids.includes(id)) };
    case 'putBack': {
      const rest = line.items.filter(({ id }) => id !== action.item.id);
      const at = Math.max(0, rest.findIndex(({ id }) => id === action.before));
      return { ...line, items: [...rest.slice(0, at), action.item, ...rest.slice(at)], done: new Set([...line.done].filter((id) => id !== action.item.id)), gone: withGone(line.gone, action.item.id, null) };
    }
  }
}

/** How many of the service's first page came in since. Where the list goes on, what stands behind the last known item only moved up as others were decided. */
export function freshIn(line: Line, page: Page | undefined): number {
  if (page === undefined || !line.isLoaded) return 0;
  const unknown = new Set(unknownTo(line, page.items));
  if (line.cursor === null) return unknown.size;
  const lastKnown = page.items.findLastIndex((item) => !unknown.has(item));
  // None is known, but some wait here: they stand behind a whole page of new ones.
  if (lastKnown < 0 && line.items.some(({ id }) => !line.gone.has(id))) return unknown.size;
  return page.items.slice(0, lastKnown + 1).filter((item) => unknown.has(item)).length;
}

/** The nearest item in that direction that still waits; one that nobody else is reading, if there is one. */
export function neighbour(line: Line, from: string | null, by: 1 | -1): ReviewItem | null {
  const index = line.items.findIndex(({ id }) => id === from);
  const rest = by === 1 ? line.items.slice(index + 1) : line.items.slice(0, Math.max(0, index)).reverse();
  const waiting = rest.filter(({ id }) => !line.gone.has(id));
  return waiting.find(isFree) ?? waiting[0] ?? null;
}

/** What the desk shows next by itself: waiting, and in nobody else's hands. */
export function nextFree(line: Line, from: string | null): ReviewItem | null {
  const index = line.items.findIndex(({ id }) => id === from);
  const rest = [...line.items.slice(index + 1), ...line.items.slice(0, Math.max(0, index)).reverse()];
  return rest.find((item) => !line.gone.has(item.id) && isFree(item)) ?? null;
}

/** The items that come next when each is decided, in order. */
export function upcoming(line: Line, from: string | null, count: number): readonly ReviewItem[] {
  const index = line.items.findIndex(({ id }) => id === from);
  return line.items.slice(index + 1).filter((item) => !line.gone.has(item.id) && isFree(item)).slice(0, count);
}

export function isFree({ claim }: ReviewItem): boolean {
  return claim === null || claim.mine || Date.parse(claim.expiresAt) < Date.now();
}

function begin(line: Line, page: Page): Line {
  return { ...line, items: page.items.filter(({ id }) => !line.done.has(id)), cursor: page.nextCursor, isLoaded: true };
}

/**
 * A colleague may have taken an item, or taken it over, while no stream was heard. A page never takes a claim away, and never
 * puts one back: it may be older than what was heard. Of two claims the one that ends later was made later.
 */
function withClaims(line: Line, { items }: Page): Line {
  const claims = new Map(items.map(({ id, claim }) => [id, claim]));
  const newer = ({ id, claim }: ReviewItem): ReviewItem['claim'] => {
    const told = claims.get(id) ?? null;
    return told !== null && (claim === null || Date.parse(told.expiresAt) > Date.parse(claim.expiresAt)) ? told : null;
  };
  return line.items.some((item) => newer(item) !== null) ? { ...line, items: line.items.map((item) => ({ ...item, claim: newer(item) ?? item.claim })) } : line;
}

/** A page that is the whole list also says what no longer waits. */
function missing(line: Line, page: Page): Line {
  if (page.nextCursor !== null) return line;
  const waiting = new Set(page.items.map(({ id }) => id));
  const lost = line.items.filter(({ id }) => !waiting.has(id) && !line.gone.has(id));
  return lost.length === 0 ? line : { ...line, gone: new Map([...line.gone, ...lost.map(({ id }): [string, Gone] => [id, { by: null, action: null }])]) };
}

function unknownTo(line: Line, items: readonly ReviewItem[]): ReviewItem[] {
  const known = new Set(line.items.map(({ id }) => id));
  return items.filter(({ id }) => !known.has(id) && !line.done.has(id));
}

function withGone(gone: ReadonlyMap<string, Gone>, id: string, why: Gone | null): ReadonlyMap<string, Gone> {
  const next = new Map(gone);
  if (why === null) next.delete(id);
  else next.set(id, why);
  return next;
}
