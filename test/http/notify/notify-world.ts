import { Test, type TestingModule } from '@nestjs/testing';
import { DEFAULT_SITE_SETTINGS, type Site } from '../../../src/domain/actor';
import type { NewMessage } from '../../../src/domain/events';
import type { SiteId } from '../../../src/domain/ids';
import { DELIVERY_QUEUE } from '../../../src/notify/delivery-queue';
import { NotifyModule } from '../../../src/notify/notify.module';
import { RelayOutbox } from '../../../src/notify/relay-outbox';
import { WEBHOOK_TIMEOUT_MS } from '../../../src/notify/webhook-sender';
import { readConfig } from '../../../src/platform/config/config';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { ConfigModule } from '../../../src/platform/config/config.module';
import { DatabaseModule } from '../../../src/platform/database/database.module';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { newId } from '../../../src/platform/ids';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { loggingModule } from '../../../src/platform/logging/logging.module';
import { PlatformModule } from '../../../src/platform/platform.module';
import { OutboxStore } from '../../../src/store/outbox.store';
import { SiteStore } from '../../../src/store/site.store';
import { StoreModule } from '../../../src/store/store.module';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

const SECRET = 'a secret of the test that is long enough';

export interface NotifyOptions {
  readonly roles?: 'api' | 'worker';
  readonly allowNetworks?: string;
  readonly timeoutMs?: number;
}

/** The station that tells, on a database of its own, with verbs for what happens around it. Nothing runs by itself without the worker role. */
export class NotifyWorld {
  private constructor(
    readonly app: TestingModule,
    readonly database: TestDatabase,
  ) {}

  static async start(options: NotifyOptions = {}): Promise<NotifyWorld> {
    const database = await createTestDatabase();
    return new NotifyWorld(await NotifyWorld.boot(database.url, options), database);
  }

  /** Another process on the same database. */
  beside(options: NotifyOptions = {}): Promise<TestingModule> {
    return NotifyWorld.boot(this.database.url, options);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  get unitOfWork(): UnitOfWork {
    return this.app.get(UnitOfWork);
  }

  async newSite(): Promise<Site> {
    const id = newId<SiteId>();
    const site: Site = { id, slug: `site-${id.slice(-12)}`, name: 'The Test Post', settings: DEFAULT_SITE_SETTINGS };
    await this.unitOfWork.run((tx) => this.app.get(SiteStore).insert(tx, site, new Date()));
    return site;
  }

  /** Something happened that the site shall hear of, as the other stations write it; the id of the message. */
  async happens(site: Site, message: Partial<NewMessage> = {}): Promise<string> {
    const now = new Date();
    const comment = { id: newId(), externalId: 'c-1001', articleId: 'caracas', authorId: 'u-7', parentId: null, status: 'published', version: 2 };
    const full: NewMessage = { id: newId(), type: 'comment.decided', commentId: null, decisionId: null, payload: { site: site.slug, comment }, sendAfter: now, createdAt: now, ...message };
    await this.unitOfWork.run((tx) => this.app.get(OutboxStore).add(tx, site.id, [full]));
    return full.id;
  }

  /** Relays what is due and makes the attempts that are due. */
  async tell(now: Date = new Date()): Promise<number> {
    const relayed = await this.app.get(RelayOutbox).execute(now);
    await this.attempts();
    return relayed;
  }

  attempts(): Promise<void> {
    return this.app.get(Jobs).drain(DELIVERY_QUEUE);
  }

  /** The rows of a statement, for what no view shows. */
  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.unitOfWork.reads.client.query(sql, values)).rows as Row[];
  }

  private static async boot(url: string, { roles = 'api', allowNetworks = '127.0.0.0/8', timeoutMs = 5_000 }: NotifyOptions): Promise<TestingModule> {
    const config = readConfig({ DATABASE_URL: url, WEIR_SECRET: SECRET, WEIR_ROLES: roles, LOG_LEVEL: 'silent', WEIR_WEBHOOK_ALLOW_NETWORKS: allowNetworks });
    const imports = [ConfigModule.with(config, new Secrets(SECRET)), loggingModule(config), DatabaseModule.connect(url, 4), PlatformModule, StoreModule, NotifyModule];
    const app = await Test.createTestingModule({ imports }).overrideProvider(WEBHOOK_TIMEOUT_MS).useValue(timeoutMs).compile();
    app.useLogger(false);
    await app.init();
    return app;
  }
}
