import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** Protocols that a hosted model may speak. */
export const HOSTED_PROTOCOLS = ['perspective', 'openai'] as const;
export type HostedProtocol = (typeof HOSTED_PROTOCOLS)[number];

/** A model outside of the process. */
export interface HostedProvider {
  readonly kind: HostedProtocol;
  readonly url: string;
  /** What the protocol calls the model; null for the one that the service takes by itself. */
  readonly model: string | null;
  /** How long a comment may wait for it. */
  readonly timeoutMs: number;
}

/** How a site has toxicity scored. */
export interface ToxicitySettings {
  readonly provider: { readonly kind: 'linear' } | HostedProvider;
  /** What the site's list of neutral words has beside the shipped one, and what it has not. */
  readonly identityTerms: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

export const DEFAULT_TOXICITY_SETTINGS: ToxicitySettings = { provider: { kind: 'linear' }, identityTerms: { added: [], removed: [] } };

export interface ToxicitySettingRow {
  /** 0: the site has never changed anything. */
  readonly version: number;
  readonly settings: ToxicitySettings;
  /** The hosted model's key, encrypted. */
  readonly sealed_key: Buffer | null;
  readonly created_at: Date | null;
}

/** toxicity_setting_pkey, backwards. */
const LATEST = statement('toxicity_setting_latest', 'SELECT version, settings, sealed_key, created_at FROM toxicity_setting WHERE site_id = $1 ORDER BY version DESC LIMIT 1');
const ADD = statement('toxicity_setting_add', 'INSERT INTO toxicity_setting (site_id, version, settings, sealed_key, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING');

/** Versions of how a site has toxicity scored; never changed, the latest one counts. */
@Injectable()
export class ToxicitySettingStore {
  async latest(on: Queryable, siteId: SiteId): Promise<ToxicitySettingRow> {
    return (await rows<ToxicitySettingRow>(on, LATEST, [siteId]))[0] ?? { version: 0, settings: DEFAULT_TOXICITY_SETTINGS, sealed_key: null, created_at: null };
  }

  /** False if somebody else has added that version meanwhile. */
  async add(tx: Tx, siteId: SiteId, { version, settings, sealed_key: key, created_at: at }: ToxicitySettingRow): Promise<boolean> {
    return (await changed(tx, ADD, [siteId, version, JSON.stringify(settings), key, at])) === 1;
  }
}
