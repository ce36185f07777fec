import { Injectable, Logger } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { BayesModel } from '../../engine/signals/bayes';
import { decodeModel } from '../../engine/signals/bayes-encoding';
import { TOKENS_VERSION } from '../../engine/signals/bayes-tokens';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SignalModelStore } from '../../store/signal-model.store';

/** A published model, ready to score. */
export interface LoadedModel {
  readonly version: number;
  readonly model: BayesModel;
}

interface Known {
  readonly loaded: LoadedModel | null;
  readonly askedAt: number;
}

/** A new model matters within a minute, not within a second. */
const ASK_AGAIN_MS = 15_000;

/**
 * The models of the sites this process judges for. What a site has is kept in memory; whether there is a newer one is asked every
 * quarter of a minute, beside the judging and not before it.
 */
@Injectable()
export class SignalModels {
  private readonly log = new Logger('signals');
  private readonly known = new Map<string, Known>();
  private readonly loading = new Map<string, Promise<LoadedModel | null>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly models: SignalModelStore,
  ) {}

  /** The enabled model of that name, null while the site has none. Waits for the database only the first time. */
  async of(siteId: SiteId, name: string): Promise<LoadedModel | null> {
    const key = `${siteId} ${name}`;
    const known = this.known.get(key);
    if (!known) return this.load(siteId, name);
    if (Date.now() - known.askedAt > ASK_AGAIN_MS && !this.loading.has(key)) {
      this.load(siteId, name).catch((error: unknown) => {
        this.log.warn({ name, err: error instanceof Error ? error.message : 'failed' }, 'the database did not say whether there is a newer model; the one there is goes on');
      });
    }
    return known.loaded;
  }

  /** Looks for a newer model now. */
  load(siteId: SiteId, name: string): Promise<LoadedModel | null> {
    const key = `${siteId} ${name}`;
    const under = this.loading.get(key) ?? this.read(siteId, name, this.known.get(key)?.loaded ?? null).then((loaded) => {
      this.known.set(key, { loaded, askedAt: Date.now() });
      return loaded;
    }).finally(() => this.loading.delete(key));
    this.loading.set(key, under);
    return under;
  }

  private async read(siteId: SiteId, name: string, before: LoadedModel | null): Promise<LoadedModel | null> {
    const latest = await this.models.latest(this.work.reads, siteId, name);
    // Another release may make other tokens of a text: its model would know none of ours.
    if (!latest?.is_enabled || latest.tokens_version !== TOKENS_VERSION) return null;
    if (latest.version === before?.version) return before;
    const data = await this.models.data(this.work.reads, siteId, name, latest.version);
    return data && { version: latest.version, model: decodeModel(data) };
  }
}
