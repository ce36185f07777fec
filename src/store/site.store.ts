import { Injectable } from '@nestjs/common';
import { DEFAULT_SITE_SETTINGS, type Site, type SiteSettings } from '../domain/actor';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A site with what only the guard may use: the sealed secret of its readers' tokens. */
export interface StoredSite {
  readonly site: Site;
  /** Encrypted; null while the site signs no tokens. */
  readonly ssoSecret: Buffer | null;
  readonly createdAt: Date;
}

interface SiteRow {
  id: SiteId;
  slug: string;
  name: string;
  settings: StoredSettings;
  sso_secret: Buffer | null;
  created_at: Date;
}

/** As written by this release or an older one, which knew the threshold of reports by another name. */
type StoredSettings = Partial<SiteSettings> & { readonly reportHoldWeight?: number };

const COLUMNS = 'id, slug, name, settings, sso_secret, created_at';

const BY_SLUG = statement('site_by_slug', `SELECT ${COLUMNS} FROM site WHERE slug = $1`);
const BY_ID = statement('site_by_id', `SELECT ${COLUMNS} FROM site WHERE id = $1`);
const LOCK = statement('site_lock', `SELECT ${COLUMNS} FROM site WHERE id = $1 FOR UPDATE`);
const LIST = statement('site_list', `SELECT ${COLUMNS} FROM site WHERE slug > $1 ORDER BY slug LIMIT $2`);
const INSERT = statement('site_insert', 'INSERT INTO site (id, slug, name, settings, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (slug) DO NOTHING');
const SAVE = statement('site_save', 'UPDATE site SET name = $2, settings = $3, sso_secret = $4 WHERE id = $1');

/** The tenants. Only here a row is looked up without a site: by its slug. */
@Injectable()
export class SiteStore {
  async bySlug(on: Queryable, slug: string): Promise<StoredSite | null> {
    const [row] = await rows<SiteRow>(on, BY_SLUG, [slug]);
    return row ? toStored(row) : null;
  }

  /** For work that no request asked for. */
  async byId(on: Queryable, siteId: SiteId): Promise<StoredSite | null> {
    const [row] = await rows<SiteRow>(on, BY_ID, [siteId]);
    return row ? toStored(row) : null;
  }

  /** Locks the site's row until the end of the transaction. */
  async lock(tx: Tx, siteId: SiteId): Promise<StoredSite | null> {
    const [row] = await rows<SiteRow>(tx, LOCK, [siteId]);
    return row ? toStored(row) : null;
  }

  /** Sites by slug, after the given one; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, after: string, limit: number): Promise<StoredSite[]> {
    return (await rows<SiteRow>(on, LIST, [after, limit + 1])).map(toStored);
  }

  /** False when the slug is taken. */
  async insert(tx: Tx, { id, slug, name }: Site, createdAt: Date): Promise<boolean> {
    return (await changed(tx, INSERT, [id, slug, name, '{}', createdAt])) === 1;
  }

  async save(tx: Tx, siteId: SiteId, { site, ssoSecret }: Pick<StoredSite, 'site' | 'ssoSecret'>): Promise<void> {
    await changed(tx, SAVE, [siteId, site.name, JSON.stringify(site.settings), ssoSecret]);
  }
}

function toStored(row: SiteRow): StoredSite {
  return {
    site: { id: row.id, slug: row.slug, name: row.name, settings: settingsOf(row.settings) },
    ssoSecret: row.sso_secret,
    createdAt: row.created_at,
  };
}

function settingsOf({ reportHoldWeight, ...written }: StoredSettings): SiteSettings {
  const retention = { ...DEFAULT_SITE_SETTINGS.retention, ...written.retention };
  const law = { ...DEFAULT_SITE_SETTINGS.law, ...written.law };
  const readers = { ...DEFAULT_SITE_SETTINGS.readers, ...written.readers };
  return { ...DEFAULT_SITE_SETTINGS, ...(reportHoldWeight === undefined ? {} : { reports: { holdAtWeight: reportHoldWeight } }), ...written, retention, law, readers };
}
