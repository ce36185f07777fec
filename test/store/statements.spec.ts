import { Client } from 'pg';
import { registeredStatements, type Statement } from '../../src/platform/database/statement';
import '../../src/store/backup.store';
import '../../src/store/history.store';
import '../../src/store/restore.store';
import '../../src/store/store.module';
import { golden } from '../support/golden';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const statements = [...registeredStatements().values()].sort((a, b) => (a.name < b.name ? -1 : 1));
const isOf = ({ text }: Statement, pattern: RegExp): boolean => pattern.test(text);

const OF_ALL_SITES = [
  // Whose credential is this, and where may that person go.
  'api_key_by_secret', 'connection_by_id', 'connection_by_secret', 'person_all_sites', 'person_has_right_over', 'person_sites', 'personal_token_find', 'session_find', 'invitation_by_token',
  // What a worker, or every process, looks for everywhere.
  'backtest_due', 'bulk_operation_due', 'import_run_abandoned', 'import_run_due', 'claim_sweep', 'connection_any_of', 'erasure_lost', 'event_position_sites', 'failed_judgement_find', 'fold_cursor_sites', 'learned_decision_sites', 'outbox_due_sites', 'report_waiting_due', 'suggested_score_due_sites', 'suggested_score_taught_sites', 'rule_brake_on_sites', 'rule_set_running_versions', 'surge_sites', 'toxicity_lesson_sites', 'queue_strayed', 'review_item_wake',
  // What the service's secret has sealed.
  'sealed_find_connections', 'sealed_write_connections', 'sealed_find_notices', 'sealed_write_notices', 'sealed_find_previous_webhooks', 'sealed_write_previous_webhooks', 'sealed_find_toxicity', 'sealed_write_toxicity', 'sealed_find_webhooks', 'sealed_write_webhooks',
  // Expiry.
  'arrival_expire', 'claim_forget_skips', 'review_tag_expire', 'counter_expire', 'counter_value_expire', 'idempotency_expire', 'judged_hourly_expire', 'label_expire', 'near_duplicate_expire', 'rule_error_minute_expire', 'rule_hourly_expire', 'suggested_score_expire',
];

describe('statements', () => {
  it('change only together with their golden file', () => {
    const lines = statements.flatMap(({ name, text }) => [`-- ${name}`, ...text.split('\n').map((line) => line.trimEnd()), '']).slice(0, -1);
    expect(lines).toEqual(golden('statements.sql', lines));
  });

  it('all fit the schema', async () => {
    const wrong: string[] = [];
    for (const { name, text } of statements) await client.query(`PREPARE ${name} AS ${text}`).catch((error: unknown) => wrong.push(`${name}: ${String(error)}`));
    expect(wrong).toEqual([]);
    expect(statements.length).toBeGreaterThan(100);
  });

  it('name one site, but for those that are known to look at all of them', async () => {
    const { rows } = await client.query<{ name: string }>(`SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attname = 'site_id' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`);
    const ofSites = new RegExp(`\\b(?:FROM|JOIN|UPDATE|INTO) (?:${rows.map(({ name }) => name).join('|')})\\b`);
    const loose = statements.filter((statement) => isOf(statement, ofSites) && !isOf(statement, /site_id = \$\d|SELECT \$1[,:]|VALUES \(\$1,/)).map(({ name }) => name);
    expect(loose).toEqual([...OF_ALL_SITES].sort());
  });
});
