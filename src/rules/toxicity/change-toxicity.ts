import { Inject, Injectable } from '@nestjs/common';
import { changeLine } from '../../access/call';
import { changesOf } from '../../access/changes';
import { invalidField, problem } from '../../domain/errors';
import { fold } from '../../engine/text/fold';
import { SiteToxicity } from '../../evaluate/signals/toxicity/site-toxicity';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { Secrets } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AddressPolicy } from '../../platform/http/address-policy';
import { urlProblem } from '../../platform/http/guarded-fetch';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type ToxicitySettingRow, type ToxicitySettings, ToxicitySettingStore } from '../../store/toxicity-setting.store';
import type { RuleCall } from '../rule-call';
import { ShowToxicity } from './show-toxicity';
import type { ChangeToxicityDto, ToxicityProviderDto, ToxicityView } from './toxicity.dto';

const DEFAULT_TIMEOUT_MS = 500;

/** Makes a new version of how a site has toxicity scored. What the request leaves out stays as it is; in force here at once, elsewhere within seconds. */
@Injectable()
export class ChangeToxicity {
  private readonly policy: AddressPolicy;

  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: ToxicitySettingStore,
    private readonly events: EventStore,
    private readonly secrets: Secrets,
    private readonly sites: SiteToxicity,
    private readonly show: ShowToxicity,
    @Inject(CONFIG) { allowedPrivateNetworks }: Pick<Config, 'allowedPrivateNetworks'>,
  ) {
    this.policy = new AddressPolicy(allowedPrivateNetworks);
  }

  async execute({ call, site }: RuleCall, change: ChangeToxicityDto): Promise<Plain<ToxicityView>> {
    await this.work.run(async (tx) => {
      const before = await this.settings.latest(tx, site.id);
      const next = this.next(before, change);
      if (!(await this.settings.add(tx, site.id, next))) throw problem('version_conflict', 'Somebody else changed this at the same moment; read it again.');
      await this.events.append(tx, site.id, [changeLine(call, 'settings.changed', { toxicity: { version: next.version, ...changesOf(logged(before), logged(next)) } })]);
    });
    await this.sites.load(site.id);
    return this.show.execute(site);
  }

  private next(before: ToxicitySettingRow, { provider, identityTerms }: ChangeToxicityDto): ToxicitySettingRow {
    const { added, removed } = before.settings.identityTerms;
    const chosen = provider ? this.providerOf(provider) : before.settings.provider;
    const settings: ToxicitySettings = { provider: chosen, identityTerms: { added: folded(identityTerms?.added) ?? added, removed: folded(identityTerms?.removed) ?? removed } };
    return { version: before.version + 1, settings, sealed_key: this.keyOf(before, chosen, provider?.key), created_at: new Date() };
  }

  private providerOf({ kind, url, model, timeoutMs = DEFAULT_TIMEOUT_MS, key }: ToxicityProviderDto): ToxicitySettings['provider'] {
    if (kind === 'linear') {
      for (const [name, value] of Object.entries({ url, model, key })) if (value !== undefined) throw invalidField(`/provider/${name}`, 'Belongs to a hosted model; the linear one has none.');
      return { kind };
    }
    if (url === undefined) throw invalidField('/provider/url', 'Say where the hosted model is asked.');
    const refused = urlProblem(url, this.policy);
    if (refused !== null) throw invalidField('/provider/url', refused);
    return { kind, url: new URL(url).href, model: model ?? null, timeoutMs };
  }

  /** A key goes with its URL: changed to another address without a new key, the old one must not go there. */
  private keyOf({ settings: { provider: before }, sealed_key: sealed }: ToxicitySettingRow, now: ToxicitySettings['provider'], given: string | undefined): Buffer | null {
    if (now.kind === 'linear') return null;
    if (given !== undefined) return this.secrets.encrypt(given);
    return before.kind !== 'linear' && before.url === now.url ? sealed : null;
  }
}

/** Of the address the host alone, of the key whether there is one. */
function logged({ settings: { provider, identityTerms }, sealed_key: sealed }: ToxicitySettingRow): Readonly<Record<string, unknown>> {
  const hosted = provider.kind === 'linear' ? { host: null, model: null, timeoutMs: null } : { host: new URL(provider.url).host, model: provider.model, timeoutMs: provider.timeoutMs };
  return { provider: provider.kind, ...hosted, hasKey: sealed !== null, identityTerms };
}

/** Once each, as the scorer reads them. */
function folded(terms: readonly string[] | undefined): readonly string[] | undefined {
  return terms && [...new Set(terms.map(fold))].sort();
}
