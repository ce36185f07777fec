import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { DIALECTS } from '../../src/domain/dialects';
import { APPEAL_STATES, AUTHOR_KINDS, AUTHOR_STANDINGS, COMMENT_STATUSES, COMMENTS_MODES, DECISION_ACTIONS, ITEM_KINDS, ITEM_STATES, ROLES, SIGNAL_VERDICTS, TEXT_FORMATS } from '../../src/domain/statuses';
import type { Facts } from '../../src/engine/facts';
import type { Verdict } from '../../src/engine/verdict';
import { dataSourceOptions, migrate } from '../../src/platform/database/data-source';
import { BACKTEST_STATUSES, CHANGE_KINDS } from '../../src/store/backtest.store';
import { ERASURE_STAGES, QUOTATION_KINDS } from '../../src/store/erasure.store';
import { IMPORT_STATUSES } from '../../src/store/import-run.store';
import { BULK_KINDS, BULK_ORIGINS, BULK_STATUSES, ON_CLAIMED } from '../../src/store/bulk-operation.store';
import type { SignalRow } from '../../src/store/review-page.store';
import type { DeliveryStatus } from '../../src/store/webhook-delivery.store';
import { LABELLED_ENTITIES } from '../../src/store/label.store';
import { NOTICE_OUTCOMES } from '../../src/domain/notices';
import { LAW_RESTRICTIONS, LAW_SOURCES } from '../../src/domain/statement-of-reasons';
import { BRAKE_KINDS } from '../../src/store/rule-brake.store';
import { SURGE_KINDS } from '../../src/store/surge.store';
import { HIT_OUTCOMES } from '../../src/store/rule-hit.store';
import { DIMENSIONS } from '../../src/review/stats/desk-tally';
import type { Fate, TimeAddition } from '../../src/store/stats-fold.store';
import { golden } from '../support/golden';
import { schemaText } from '../support/schema-text';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database';
import { SIGNED_IN_BY } from '../../src/store/session.store';

async function withClient<T>({ url }: TestDatabase, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

async function revertAll({ url }: TestDatabase): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions({ url, pool: 1 })).initialize();
  try {
    for (let left = migrations.length; left > 0; left--) await dataSource.undoLastMigration({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}

const names = migrations.map((Migration) => new Migration().name);

describe('migrations', () => {
  it('are all listed, in the order of their files', () => {
    const files = readdirSync(join(__dirname, '..', '..', 'migrations')).filter((file) => /^\d/.test(file)).sort();
    const named = files.map((file) => file.replace(/^(\d+)-(.*)\.ts$/, (_, at: string, words: string) => `${words.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}${at}`));
    expect(names).toEqual(named);
  });

  it('go up, down to nothing, and up to the same schema again', async () => {
    const database = await createEmptyDatabase();
    expect(await migrate(database.url)).toEqual(names);
    const first = await withClient(database, schemaText);
    await revertAll(database);
    const nothing = await withClient(database, schemaText);
    await migrate(database.url);
    const again = await withClient(database, schemaText);
    await database.drop();
    expect(nothing).toEqual([]);
    expect(again).toEqual(first);
    expect(first).toEqual(golden('schema.txt', first));
  });

  it('run once when ten processes start at the same moment', async () => {
    const database = await createEmptyDatabase();
    const ran = await Promise.all(Array.from({ length: 10 }, () => migrate(database.url)));
    const recorded = await withClient(database, async (client) => (await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows.map(({ name }) => name));
    await database.drop();
    expect(ran.filter((each) => each.length > 0)).toEqual([names]);
    expect(recorded).toEqual(names);
  });
});

/** The members of a union, which the compiler holds to it: one too many or one forgotten does not compile. */
const words = <Union extends string>(all: Readonly<Record<Union, true>>): readonly string[] => Object.keys(all);

const ACTIONS = words<Verdict['action']>({ publish: true, flag: true, hold: true, reject: true });
const REPORTERS = ['anonymous', 'registered'];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  'article.comments_mode': COMMENTS_MODES,
  'author.kind': AUTHOR_KINDS,
  'backtest.status': BACKTEST_STATUSES,
  'backtest_change.kind': CHANGE_KINDS,
  'comment.author_kind': AUTHOR_KINDS,
  'comment.status': COMMENT_STATUSES,
  'comment_revision.format': TEXT_FORMATS,
  'connection.dialect': DIALECTS,
  'decision.action': DECISION_ACTIONS,
  'decision_count.fate': words<Fate>({ stands: true, undone: true, overturned: true }),
  'desk_hourly.dimension': DIMENSIONS,
  'desk_time_hourly.kind': words<TimeAddition['kind']>({ age: true, handling: true }),
  'erasure.stage': ERASURE_STAGES,
  'erasure_quotation.kind': QUOTATION_KINDS,
  'evaluation.action': ACTIONS,
  'evaluation.event': words<Facts['event']>({ create: true, edit: true, report: true, rescan: true }),
  'evaluation_default.action': ACTIONS,
  'evaluation_default.event': words<Facts['event']>({ create: true, edit: true, report: true, rescan: true }),
  'import_run.status': IMPORT_STATUSES,
  'label.entity': LABELLED_ENTITIES,
  'law_notice.outcome': NOTICE_OUTCOMES,
  'law_statement.restriction': LAW_RESTRICTIONS,
  'law_statement.source': LAW_SOURCES,
  'learned_decision.action': DECISION_ACTIONS,
  'invitation.role': ROLES,
  'membership.role': ROLES,
  'report.reporter_kind': REPORTERS,
  'reputation.entity': ['author', 'domain'],
  'review_item.state': ITEM_STATES,
  'review_item.kind': ITEM_KINDS,
  'review_signal.kind': words<SignalRow['kind']>({ verdict: true, report: true, edit: true, appeal: true, notice: true }),
  'session.signed_in_by': SIGNED_IN_BY,
  'signal_feedback.verdict': SIGNAL_VERDICTS,
  'appeal.state': APPEAL_STATES,
  'author.standing': AUTHOR_STANDINGS,
  'bulk_line.outcome': ['succeeded', 'skipped', 'failed'],
  'bulk_operation.action': DECISION_ACTIONS,
  'bulk_operation.kind': BULK_KINDS,
  'bulk_operation.on_claimed': ON_CLAIMED,
  'bulk_operation.origin': BULK_ORIGINS,
  'bulk_operation.status': BULK_STATUSES,
  'rule_brake.kind': BRAKE_KINDS,
  'surge.kind': SURGE_KINDS,
  'rule_hit.outcome': HIT_OUTCOMES,
  'rule_hit_default.outcome': HIT_OUTCOMES,
  'webhook_delivery.status': words<DeliveryStatus>({ pending: true, delivered: true, failed: true }),
  'word_lesson.action': DECISION_ACTIONS,
};

interface Key {
  readonly table: string;
  readonly key: string;
  readonly kind: 'primary key' | 'unique' | 'foreign key';
  readonly columns: readonly string[];
  readonly of: string | null;
}

const KEYS = `
  SELECT c.relname AS "table", k.conname AS key, CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' ELSE 'foreign key' END AS kind,
    ARRAY (SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (n, at) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.at) AS columns,
    (SELECT relname FROM pg_class WHERE oid = k.confrelid) AS of
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f') AND c.relname <> 'migrations'
  UNION ALL
  SELECT t.relname, c.relname, 'unique', ARRAY (SELECT pg_get_indexdef(i.indexrelid, n, true) FROM generate_series(1, i.indnkeyatts) n), NULL
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  WHERE i.indisunique AND NOT i.indisprimary AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations'`;

/** What belongs to no site: the sites themselves, people (who may work on several), and what is only counted. */
const OF_NO_SITE = new Set(['site', 'person', 'session', 'personal_token', 'rate_limit', 'account_event', 'second_factor', 'recovery_code', 'password_reset', 'person_identity', 'service_key']);

describe('the schema', () => {
  let database: TestDatabase;
  let keys: Key[];
  let checks: { name: string; definition: string }[];

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database, async (client) => {
      ({ rows: keys } = await client.query<Key>(KEYS));
      ({ rows: checks } = await client.query<{ name: string; definition: string }>(
        `SELECT c.relname || '.' || a.attname AS name, pg_get_constraintdef(k.oid) AS definition
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
         WHERE k.contype = 'c' AND c.relnamespace = 'public'::regnamespace AND pg_get_constraintdef(k.oid) LIKE '%ARRAY[%' ORDER BY 1`,
      ));
    });
  });

  afterAll(() => database.drop());

  it('accepts exactly the words that the types know', () => {
    const found = checks.map(({ name, definition }) => [name, [...definition.matchAll(/'([^']*)'::text/g)].map(([, word]) => word)] as const);
    expect(Object.fromEntries(found)).toEqual(WORDS);
  });

  it('begins every key of a site’s data with the site, so that no key reaches into another', () => {
    const mayLackSite = ({ table, kind, of }: Key): boolean => OF_NO_SITE.has(table) || (kind === 'foreign key' && of === 'person');
    expect(keys.filter((key) => !mayLackSite(key) && key.columns[0] !== 'site_id').map(({ table, key, columns }) => `${table}: ${key} (${columns.join(', ')})`)).toEqual([]);
    expect(keys.length).toBeGreaterThan(50);
  });

  it('gives every table a primary key', () => {
    expect([...new Set(keys.map(({ table }) => table))].filter((table) => !keys.some((key) => key.table === table && key.kind === 'primary key'))).toEqual([]);
  });
});
