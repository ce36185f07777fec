import { Injectable } from '@nestjs/common';
import { invalidField } from '../../../domain/errors';
import type { Site } from '../../../domain/actor';
import { Secrets } from '../../../platform/crypto/secrets';
import type { AuthorKind } from '../../../domain/statuses';
import type { Plain } from '../../../platform/http/plain';
import { LONGEST_BODY, LONGEST_SITE_ID, type SubmitCommentDto } from '../../submit-comment.dto';
import { formatOf } from '../markup';

const KINDS: Readonly<Record<string, AuthorKind>> = { COMMENTER: 'registered', MEMBER: 'subscriber', STAFF: 'staff', MODERATOR: 'staff', ADMIN: 'staff' };
const LONGEST_URL = 2_000;

type Json = Readonly<Record<string, unknown>>;

/** What Coral sends to a phase, as a comment. It names neither the comment nor the time. */
@Injectable()
export class CoralComment {
  constructor(private readonly secrets: Secrets) {}

  /** 422 without a text, an author or a story; everything else may be missing. The same bytes are the same comment. */
  read(body: unknown, site: Site, connection: string): Plain<SubmitCommentDto> {
    const request = objectOf(body);
    const [comment, author, story] = [objectOf(request['comment']), objectOf(request['author']), objectOf(request['story'])];
    const text = textOf(comment['body'], LONGEST_BODY);
    const [authorId, storyId] = [textOf(author['id'], LONGEST_SITE_ID), textOf(story['id'], LONGEST_SITE_ID)];
    if (text === null) throw invalidField('/comment/body', 'Must be the text of the comment.');
    if (authorId === null) throw invalidField('/author/id', 'Must be the id of the author.');
    if (storyId === null) throw invalidField('/story/id', 'Must be the id of the story.');
    const role = textOf(author['role'], 50);
    const url = textOf(story['url'], LONGEST_URL);
    const sent = { action: textOf(request['action'], 20), parent: textOf(comment['parentID'], 100), tenant: textOf(request['tenantID'], 100), site: textOf(objectOf(request['site'])['id'], 100) };
    return {
      externalId: this.identity(site, [authorId, storyId, ...Object.values(sent).map((value) => value ?? ''), text]),
      article: { id: storyId, ...(url !== null && URL.canParse(url) && /^https?:/i.test(url) ? { url } : {}) },
      author: { id: authorId, kind: KINDS[role ?? ''] ?? 'registered', ...(role === null ? {} : { roles: [role.toLowerCase()] }) },
      body: text,
      format: formatOf(text),
      metadata: { coral: { connection, ...Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null)) } },
    };
  }

  private identity(site: Site, parts: readonly string[]): string {
    return `coral:${this.secrets.keyedHash('fingerprint', site.id, 'coral', ...parts).toString('base64url')}`;
  }
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function textOf(value: unknown, longest: number): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replaceAll('\u0000', '').slice(0, longest).toWellFormed();
  return text.trim() === '' ? null : text;
}
