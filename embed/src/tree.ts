import type { OwnComment, PublishedComment } from './api';
import { isEditable } from './own-comments';
import { missing } from './published-list';

/** Replies are indented this many levels deep; below that they stand flat, with "in reply to". */
const LEVELS = 3;

/** A comment as one reader sees it: published, or their own in any state. */
export interface Shown {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly createdAt: string;
  readonly edited: boolean;
  readonly parentId: string | null;
  /** Sanitised HTML, or the reader's own words as plain text; both null: removed. */
  readonly html: string | null;
  readonly text: string | null;
  /** Replies that exist but were not sent along. */
  readonly more: number;
  readonly own: OwnComment | null;
  /** Whether this reader may change it. */
  readonly editable: boolean;
}

export interface Branch {
  readonly comment: Shown;
  /** Name of the parent's author where the indentation no longer tells it. */
  readonly inReplyTo: { readonly name: string | null } | null;
  readonly replies: readonly Branch[];
}

/** The threads under an article: the reader's own new comments first, then the published ones in the order they came. */
export function threads(published: readonly PublishedComment[], own: readonly OwnComment[]): Branch[] {
  const all = new Map<string, Shown>();
  const mine = new Map(own.map((comment) => [comment.id, comment]));
  const collect = (comment: PublishedComment): void => {
    all.set(comment.id, fromPublished(comment, mine.get(comment.id) ?? null));
    comment.replies?.forEach(collect);
  };
  published.forEach(collect);
  const unlisted = own.filter((comment) => !all.has(comment.id)).map(fromOwn);

  const children = new Map<string, Shown[]>();
  for (const comment of [...all.values(), ...unlisted]) {
    if (comment.parentId === null) continue;
    const siblings = children.get(comment.parentId);
    if (siblings === undefined) children.set(comment.parentId, [comment]);
    else siblings.push(comment);
  }
  const tops = [...unlisted.filter((comment) => comment.parentId === null || !all.has(comment.parentId)), ...published.flatMap((comment) => all.get(comment.id) ?? [])];
  return tops.map((comment) => branch(comment, children, 1));
}

function branch(comment: Shown, children: ReadonlyMap<string, readonly Shown[]>, level: number): Branch {
  const direct = children.get(comment.id) ?? [];
  const replies = level < LEVELS - 1 ? direct.map((child) => branch(child, children, level + 1)) : direct.flatMap((child) => flat(child, comment, children));
  return { comment, inReplyTo: null, replies };
}

/** Everything below the last indented level in reading order; only replies to replies need to say to whom. */
function flat(comment: Shown, parent: Shown, children: ReadonlyMap<string, readonly Shown[]>, deeper = false): Branch[] {
  const below = (children.get(comment.id) ?? []).flatMap((child) => flat(child, comment, children, true));
  return [{ comment, inReplyTo: deeper ? { name: parent.name } : null, replies: [] }, ...below];
}

function fromPublished(comment: PublishedComment, own: OwnComment | null): Shown {
  // The list may not have heard yet what its author did to it, nor its author what a moderator did.
  if (own !== null && (own.status !== 'published' || comment.html !== null)) return { ...fromOwn(own), kind: comment.author?.kind ?? null, more: missing(comment) };
  const gone = comment.html === null || (comment.status !== undefined && comment.status !== 'published');
  return {
    id: comment.id,
    name: comment.author?.name ?? null,
    kind: comment.author?.kind ?? null,
    createdAt: comment.createdAt,
    edited: (comment.editedAt ?? null) !== null,
    parentId: comment.parentId,
    html: gone ? null : comment.html,
    text: null,
    more: missing(comment),
    own,
    editable: false,
  };
}

function fromOwn(comment: OwnComment): Shown {
  return { id: comment.id, name: comment.author?.name ?? null, kind: null, createdAt: comment.createdAt, edited: (comment.editedAt ?? null) !== null, parentId: comment.parentId, html: comment.html ?? null, text: comment.body, more: 0, own: comment, editable: isEditable(comment) };
}
