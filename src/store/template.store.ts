import { Injectable } from '@nestjs/common';
import type { SiteId, TemplateId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface TemplateRow {
  readonly id: TemplateId;
  readonly name: string;
  readonly policy_id: string | null;
  readonly lang: string;
  readonly body: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = 'id, name, policy_id, lang, body, created_at, updated_at';
const LIST = statement(
  'template_list',
  `SELECT ${COLUMNS} FROM message_template WHERE site_id = $1 AND ($2::text IS NULL OR lang = $2) AND ($3::text IS NULL OR policy_id = $3) ORDER BY name, lang, id`,
);
const FIND = statement('template_find', `SELECT ${COLUMNS} FROM message_template WHERE site_id = $1 AND id = $2`);
const LOCK = statement('template_lock', `SELECT ${COLUMNS} FROM message_template WHERE site_id = $1 AND id = $2 FOR UPDATE`);
const COUNT = statement('template_count', 'SELECT count(*)::integer AS n FROM message_template WHERE site_id = $1');
const ADD = statement(
  'template_add',
  `INSERT INTO message_template (site_id, ${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (site_id, name, lang) DO NOTHING`,
);
/** Two that are renamed at once to the same meet at message_template_name_key. */
const SAVE = statement('template_save', 'UPDATE message_template SET name = $3, policy_id = $4, lang = $5, body = $6, updated_at = $7 WHERE site_id = $1 AND id = $2');
const NAMED = statement('template_named', 'SELECT id FROM message_template WHERE site_id = $1 AND name = $2 AND lang = $3');
const REMOVE = statement('template_remove', `DELETE FROM message_template WHERE site_id = $1 AND id = $2 RETURNING ${COLUMNS}`);
const FORGET_POLICY = statement('template_forget_policy', 'UPDATE message_template SET policy_id = NULL WHERE site_id = $1 AND policy_id = $2');

/** What authors are written, one text per name and language. */
@Injectable()
export class TemplateStore {
  /** By name; a site has few. */
  list(on: Queryable, siteId: SiteId, { lang, policyId }: { readonly lang: string | null; readonly policyId: string | null }): Promise<TemplateRow[]> {
    return rows<TemplateRow>(on, LIST, [siteId, lang, policyId]);
  }

  async find(on: Queryable, siteId: SiteId, id: TemplateId): Promise<TemplateRow | null> {
    return (await rows<TemplateRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  async lock(tx: Tx, siteId: SiteId, id: TemplateId): Promise<TemplateRow | null> {
    return (await rows<TemplateRow>(tx, LOCK, [siteId, id]))[0] ?? null;
  }

  async count(on: Queryable, siteId: SiteId): Promise<number> {
    return (await rows<{ n: number }>(on, COUNT, [siteId]))[0]?.n ?? 0;
  }

  /** False when its name is taken in its language. */
  async add(tx: Tx, siteId: SiteId, { id, name, policy_id: policyId, lang, body, created_at: now }: TemplateRow): Promise<boolean> {
    return (await changed(tx, ADD, [siteId, id, name, policyId, lang, body, now])) === 1;
  }

  async save(tx: Tx, siteId: SiteId, { id, name, policy_id: policyId, lang, body, updated_at: now }: TemplateRow): Promise<void> {
    await changed(tx, SAVE, [siteId, id, name, policyId, lang, body, now]);
  }

  /** Whose name that is in this language; null when it is free. */
  async named(on: Queryable, siteId: SiteId, name: string, lang: string): Promise<TemplateId | null> {
    return (await rows<{ id: TemplateId }>(on, NAMED, [siteId, name, lang]))[0]?.id ?? null;
  }

  async remove(tx: Tx, siteId: SiteId, id: TemplateId): Promise<TemplateRow | null> {
    return (await rows<TemplateRow>(tx, REMOVE, [siteId, id]))[0] ?? null;
  }

  /** Its templates stay, for any policy. */
  async forgetPolicy(tx: Tx, siteId: SiteId, policyId: string): Promise<void> {
    await changed(tx, FORGET_POLICY, [siteId, policyId]);
  }
}
