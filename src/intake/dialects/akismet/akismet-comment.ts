import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { DialectCall } from '../../../access/connections/dialect-call';
import type { Site } from '../../../domain/actor';
import { Secrets } from '../../../platform/crypto/secrets';
import type { Plain } from '../../../platform/http/plain';
import { LONGEST_BODY, LONGEST_SITE_ID, type SubmitCommentDto } from '../../submit-comment.dto';
import { formatOf } from '../markup';
import { type AkismetFields, listOf, textOf } from './akismet-fields';

const LONGEST_URL = 2_000;

/** Names as WordPress gives them to people of the newsroom. */
const STAFF = new Set(['administrator', 'editor', 'author', 'contributor']);

/** A client's fields as the comment they describe. */
@Injectable()
export class AkismetComment {
  constructor(private readonly secrets: Secrets) {}

  /**
   * Null without a text. The article is the `permalink` (else the blog), the author the blog's user or, by a keyed hash, the email address.
   * What cannot be read is left out and noted: no client can be told which field was wrong.
   */
  read(fields: AkismetFields, site: Site, call: DialectCall): Plain<SubmitCommentDto> | null {
    const body = textOf(fields, 'comment_content', LONGEST_BODY);
    if (body === null) return null;
    if (String(fields['comment_content']).length > LONGEST_BODY) call.note(`The text is longer than ${String(LONGEST_BODY)} characters: its beginning was judged.`);
    const metadata = metadataOf(fields, call.connection.id);
    return {
      externalId: this.identity(fields, site, body),
      article: articleOf(fields),
      author: this.authorOf(fields, site, call),
      body,
      format: formatOf(body),
      request: requestOf(fields, call),
      metadata: { akismet: metadata },
    };
  }

  /** The same comment sent again has the same identity, also later and with another date: blog, place, author, address and text. */
  identity(fields: AkismetFields, site: Site, body: string): string {
    const parts = ['blog', 'permalink', 'comment_author', 'comment_author_email', 'user_ip'].map((name) => textOf(fields, name, LONGEST_URL) ?? '');
    return `akismet:${this.secrets.keyedHash('fingerprint', site.id, 'akismet', ...parts, body).toString('base64url')}`;
  }

  private authorOf(fields: AkismetFields, site: Site, call: DialectCall): NonNullable<Plain<SubmitCommentDto>['author']> {
    const name = textOf(fields, 'comment_author', 200);
    const email = textOf(fields, 'comment_author_email', 320)?.trim() ?? null;
    const user = textOf(fields, 'user_ID', 20);
    const roles = listOf(fields, 'user_role', { most: 20, longest: 50 });
    const isKnown = email !== null && isEmail(email, { require_tld: false });
    if (email !== null && !isKnown) call.note('The email address of the author could not be read.');
    const id = user !== null && user !== '0' ? `user:${user}` : isKnown ? `email:${this.secrets.keyedHash('author-id', site.id, 'akismet', email.toLowerCase()).toString('base64url')}` : null;
    const kind = id === null ? null : roles.some((role) => STAFF.has(role)) ? 'staff' : id.startsWith('user:') ? 'registered' : 'anonymous';
    return { ...(id === null ? {} : { id }), ...(kind === null ? {} : { kind }), ...(name === null ? {} : { name }), ...(isKnown ? { email } : {}), ...(roles.length === 0 ? {} : { roles }) };
  }
}

/** What the callback and the desk may want to know of the sender; never an address of a person. */
function metadataOf(fields: AkismetFields, connection: string): Record<string, string> {
  const named = { blog: ['blog', 500], callback: ['callback', 1_000], postId: ['comment_post_ID', 50], parent: ['comment_parent', 50], type: ['comment_type', 50], authorUrl: ['comment_author_url', 500] } as const;
  const texts = Object.entries(named).flatMap(([key, [name, longest]]) => {
    const text = textOf(fields, name, longest) ?? (name === 'comment_type' ? textOf(fields, 'content_type', longest) : null);
    return text === null ? [] : [[key, text] as const];
  });
  return { connection, ...Object.fromEntries(texts) };
}

function articleOf(fields: AkismetFields): Plain<SubmitCommentDto>['article'] {
  const url = textOf(fields, 'permalink', LONGEST_URL) ?? textOf(fields, 'blog', LONGEST_URL) ?? 'unknown';
  const bare = url.trim().replace(/#.*$/s, '');
  const id = bare.length <= LONGEST_SITE_ID ? bare : `url:${createHash('sha256').update(bare).digest('base64url')}`;
  const lang = listOf(fields, 'blog_lang', { most: 1, longest: 35 })[0];
  const tags = listOf(fields, 'comment_context', { most: 50, longest: 100 });
  return { id: id === '' ? 'unknown' : id, ...(URL.canParse(bare) && /^https?:/i.test(bare) ? { url: bare } : {}), ...(lang === undefined ? {} : { lang: lang.replace('_', '-') }), ...(tags.length === 0 ? {} : { tags }) };
}

function requestOf(fields: AkismetFields, call: DialectCall): NonNullable<Plain<SubmitCommentDto>['request']> {
  const ip = textOf(fields, 'user_ip', 100)?.trim() ?? null;
  const userAgent = textOf(fields, 'user_agent', 1_000);
  const channel = textOf(fields, 'comment_type', 50) ?? textOf(fields, 'content_type', 50);
  const trap = textOf(fields, 'honeypot_field_name', 200);
  const honeypot = trap === null ? null : textOf(fields, trap, 1_000);
  // Coral sends none where a site wants no addresses judged.
  if (ip !== null && isIP(ip) === 0) call.note('The address of the reader could not be read.');
  return { ...(ip !== null && isIP(ip) !== 0 ? { ip } : {}), ...(userAgent === null ? {} : { userAgent }), ...(channel === null ? {} : { channel }), ...(honeypot === null ? {} : { honeypot }) };
}
