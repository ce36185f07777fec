import { parse } from 'csv-parse/sync';
import { expectStatus } from '../../support/world';
import { Desk } from '../review/desk-world';
import { Court, type Statement } from './court';
import { day, restrictions } from './simulated-day';

/** In the order of the Implementing Regulation. */
const FILES = ['1_report_identification', '2_categories_names', '3_member_states_orders', '4_notices', '5_own_initiative_illegal', '6_own_initiative_TC', '7_appeals_and_recidivism', '8_automated_means', '9_human_resources', '10_AMAR', '11_qualitative'];
const CATEGORY_OF: Readonly<Record<string, string>> = { hate: 'ILLEGAL_OR_HARMFUL_SPEECH', abuse: 'CYBER_VIOLENCE' };
const MEASURE_OF: Readonly<Record<string, string>> = { removal: 'Visibility restriction: Removal', premoderate: 'Visibility restriction: Other', suspend: 'Provision of the account: Suspension', ban: 'Provision of the account: Termination' };
const NOTICE = ['article_16', 'trusted_flagger'];
const YEAR = new Date().getUTCFullYear();

interface Notice {
  readonly commentId: string;
  readonly category: string;
  readonly isTrustedFlagger: boolean;
  readonly outcome: string | null;
  readonly receivedAt: string;
  readonly decidedAt: string | null;
}

type Row = Readonly<Record<string, string>>;

let court: Court;
let stated: Statement[];
let notices: Notice[];

/** A file as whoever publishes it downloads it, read by a parser that is not ours. */
async function file(name: string, year = YEAR): Promise<Row[]> {
  const { body, headers } = expectStatus(await court.moderator.client.get(court.desk.path(`law/yearly-report/file?year=${String(year)}&file=${name}`)), 200);
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"` });
  const text = String(body);
  expect(text.split('\r\n').length).toBe(text.split('\n').length);
  return parse<Row>(text, { columns: true });
}

const n = (row: Row | undefined, column: string): number => Number(row?.[column]);
const sum = (rows: readonly Row[], column: string): number => rows.reduce((all, row) => all + n(row, column), 0);
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
};

beforeAll(async () => {
  court = await Court.open(await Desk.open());
  await day(court);
  stated = await court.stated();
  notices = expectStatus(await court.moderator.client.get(court.desk.path('law/notices?limit=100')), 200).body.items as Notice[];
});

afterAll(() => court.desk.close());

describe('the yearly report on a day with all kinds of restrictions', () => {
  it('has had them: each kind, with and without notices, by rules and people', async () => {
    expect([...new Set(stated.map(({ restriction }) => restriction))].sort()).toEqual(['ban', 'premoderate', 'removal', 'suspend']);
    expect([...new Set(stated.map(({ source }) => source))].sort()).toEqual(['article_16', 'notice', 'own', 'trusted_flagger']);
    expect([...new Set(notices.map(({ outcome }) => outcome))].sort()).toEqual(expect.arrayContaining(['kept', 'removed']));
    expect(stated.map(({ id }) => id).sort()).toEqual(await restrictions(court));
  });

  it('is eleven files in the order of the regulation, each as wide as its header, as rows and as CSV', async () => {
    const { body } = expectStatus(await court.moderator.client.get(court.desk.path(`law/yearly-report?year=${String(YEAR)}`)), 200);
    expect(body).toMatchObject({ year: YEAR, from: `${String(YEAR)}-01-01T00:00:00.000Z`, to: `${String(YEAR + 1)}-01-01T00:00:00.000Z`, isComplete: false });
    const files = body.files as { name: string; columns: string[]; rows: (string | number | null)[][] }[];
    expect(files.map(({ name }) => name)).toEqual(FILES);
    for (const { name, columns, rows } of files) {
      expect({ name, odd: rows.filter((row) => row.length !== columns.length) }).toEqual({ name, odd: [] });
      expect((await file(name)).map((row) => columns.map((column) => row[column]))).toEqual(rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
    }
  });

  it('counts each statement once: in file 6 by category and measure, in file 4 where it answered a notice', async () => {
    const [own, noticed] = [await file('6_own_initiative_TC'), await file('4_notices')];
    expect(own).toHaveLength(16);
    for (const row of own) {
      const category = String(row['Category of incompatible content']).replace('STATEMENT_CATEGORY_', '');
      const alike = stated.filter((one) => !NOTICE.includes(one.source) && (CATEGORY_OF[one.policy ?? ''] ?? 'OTHER_VIOLATION_TC') === category);
      expect({ category, n: n(row, 'Number of measures taken at own initiative') }).toEqual({ category, n: alike.length });
      expect(n(row, 'Number of measures taken at own initiative after detection solely by automated means')).toBe(alike.filter((one) => one.source === 'own' && one.isDetectedAutomatically).length);
      for (const [restriction, measure] of Object.entries(MEASURE_OF)) expect(n(row, measure)).toBe(alike.filter((one) => one.restriction === restriction).length);
    }
    const acted = 'Number of actions taken on the basis of the terms and conditions of the service';
    const answering = stated.filter((one) => NOTICE.includes(one.source));
    expect([sum(noticed, acted), sum(noticed, `${acted} (Trusted Flagger notices)`)]).toEqual([answering.length, answering.filter(({ source }) => source === 'trusted_flagger').length]);
    expect(sum(own, 'Number of measures taken at own initiative') + sum(noticed, acted)).toBe(stated.length);
    expect(sum(await file('5_own_initiative_illegal'), 'Number of measures taken at own initiative')).toBe(0);
  });

  it('counts notices by category, those of trusted flaggers apart, with the median time to act', async () => {
    const rows = await file('4_notices');
    expect(sum(rows, 'Number of notices received')).toBe(notices.length);
    for (const row of rows) {
      const category = String(row['Category of illegal content']).replace('STATEMENT_CATEGORY_', '');
      const alike = notices.filter((one) => one.category === category);
      expect([n(row, 'Number of notices received'), n(row, 'Number of notices received (Trusted Flagger notices)')]).toEqual([alike.length, alike.filter(({ isTrustedFlagger }) => isTrustedFlagger).length]);
      const times = alike.filter(({ outcome }) => outcome !== null && outcome !== 'gone').map(({ receivedAt, decidedAt }) => (Date.parse(decidedAt ?? '') - Date.parse(receivedAt)) / 3_600_000);
      if (times.length === 0) continue;
      expect(n(row, 'Median time to take action')).toBeCloseTo(median(times), 3);
    }
  });

  it('counts appeals, what automatic means decided, what of it people reversed, and the people', async () => {
    const log = await court.desk.log();
    const [appeals, automatic, people] = [await file('7_appeals_and_recidivism'), await file('8_automated_means'), await file('9_human_resources')];
    const value = (rows: readonly Row[], indicator: string): string => rows.find((row) => row['Indicator'] === indicator)?.['Value'] ?? '';
    expect(Number(value(appeals, 'Number of complaints lodged'))).toBe(log.filter(({ type }) => type === 'appeal.created').length);
    const [count] = await court.desk.rows<{ upheld: number; dismissed: number }>(`SELECT count(*) FILTER (WHERE state = 'upheld')::integer AS upheld, count(*) FILTER (WHERE state = 'dismissed')::integer AS dismissed FROM appeal WHERE site_id = $1`, [court.desk.site.id]);
    expect([Number(value(appeals, 'Number of decisions reversed')), Number(value(appeals, 'Number of decisions upheld'))]).toEqual([count?.upheld, count?.dismissed]);
    const byRule = stated.filter((one) => one.isDecidedAutomatically);
    expect(Number(value(automatic, 'Number of items of information decided by solely automated means'))).toBe(byRule.length);
    const reversed = Number(value(automatic, 'Number of these decisions that a person reversed'));
    expect(reversed).toBeGreaterThan(0);
    expect(reversed).toBeLessThanOrEqual(byRule.filter(({ endedAt }) => endedAt !== null).length);
    expect(Number(value(automatic, 'Error rate')) + Number(value(automatic, 'Accuracy'))).toBeCloseTo(1, 3);
    expect(Number(value(people, 'Number of people who took decisions on content'))).toBe(new Set(log.filter(({ type }) => type === 'decision.made').map(({ actor }) => actor)).size);
  });

  it('is empty for another year, and of no year that cannot have one', async () => {
    expect(sum(await file('6_own_initiative_TC', YEAR - 1), 'Number of measures taken at own initiative')).toBe(0);
    expect((await file('1_report_identification', 2025)).find((row) => row['Indicator'] === 'Start of the reporting period')?.['Value']).toBe('2025-02-17');
    for (const query of ['', '?year=2024', '?year=x']) expect((await court.moderator.client.get(court.desk.path(`law/yearly-report${query}`))).status).toBe(422);
    expect((await court.moderator.client.get(court.desk.path(`law/yearly-report/file?year=${String(YEAR)}&file=12_more`))).status).toBe(422);
  });

  it('is not for those who may not read the log', async () => {
    const { client } = await court.desk.person('moderator');
    expect((await client.get(court.desk.path(`law/yearly-report?year=${String(YEAR)}`))).status).toBe(403);
  });
});
