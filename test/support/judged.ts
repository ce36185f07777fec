import { DEFAULT_SITE_SETTINGS } from '../../src/domain/actor';
import type { AuthorId, SiteId } from '../../src/domain/ids';
import { NOTHING_GATHERED } from '../../src/evaluate/signals/gathered';
import type { JudgedAuthor, JudgedComment } from '../../src/evaluate/judged-comment';

export const RECEIVED_AT = new Date('2026-02-22T10:00:00Z');

/** A known author without a record. */
export function aJudgedAuthor(more: Partial<JudgedAuthor> = {}): JudgedAuthor {
  return { id: 'u-1' as AuthorId, roles: [], emailDomain: null, emailVerified: null, registeredAt: null, submittedBefore: 0, approved: 0, rejected: 0, lastRejectedAt: null, standing: null, ...more };
}

/** An anonymous comment on an open article, of which nothing more is known. */
export function aJudgedComment(more: Partial<JudgedComment> = {}): JudgedComment {
  return {
    site: { id: '0198f2c4-0000-7000-8000-000000000001' as SiteId, slug: 'herald', name: 'Herald', settings: DEFAULT_SITE_SETTINGS },
    event: 'create',
    receivedAt: RECEIVED_AT,
    text: { body: 'Slow news.', format: 'text' },
    textHash: Buffer.from('slow news'),
    request: { ip: null, ipRange: null, device: null, earlier: [], userAgent: null, formTimeMs: null, honeypot: null, channel: null, country: null, asn: null },
    authorKind: 'anonymous',
    author: null,
    article: { id: 'a-1', section: null, tags: [], lang: null, publishedAt: null, mode: 'open' },
    parent: null,
    edit: null,
    decided: null,
    gathered: NOTHING_GATHERED,
    ...more,
  };
}
