import { harmless, Newsroom } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

const EMAIL = 'Very.Private+Tag@Mailbox.Example';
const ADDRESSES = ['203.0.113.77', '2001:db8:77::abcd'];
const DEVICE = 'device-of-somebody-4711';
const REPORTER_ADDRESS = '198.51.100.23';

describe('personal data', () => {
  it('stands in no column of the database as it was sent, nor anything one could search it by without the key', async () => {
    for (const [n, ip] of ADDRESSES.entries()) {
      const author = { id: `u-${n}`, name: 'Anastasia', email: EMAIL, emailVerified: true };
      const { body } = await newsroom.submit(harmless({ author, request: { ip, deviceId: DEVICE, userAgent: 'Quiet Browser/1' } }), { 'idempotency-key': `key-${n}` });
      await newsroom.server.post(newsroom.path(`comments/${String(body.id)}/reports`), { reason: 'spam', reporterIp: REPORTER_ADDRESS });
      await newsroom.server.patch(newsroom.path(`comments/${String(body.id)}`), { body: 'Edited, calmly and once.' }, { 'if-match': '"1"' });
      await newsroom.server.post(newsroom.path('comments:check'), harmless({ author, request: { ip } }));
    }
    const reader = await newsroom.world.readerToken(newsroom.site);
    await reader.client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body: 'A word of a reader.' });

    const secrets = [EMAIL, EMAIL.toLowerCase(), 'private+tag', ...ADDRESSES, '203.0.113.', '2001:db8:77', DEVICE, REPORTER_ADDRESS, '127.0.0.1'];
    // A name is public: it shows that the search finds what is there.
    expect(await columnsWith('Anastasia')).toContain('author.name');
    for (const secret of secrets) expect([secret, await columnsWith(secret)]).toEqual([secret, []]);
  });
});

/** Every column, of whatever type, whose text contains this: `table.column`. */
async function columnsWith(text: string): Promise<string[]> {
  const columns = await newsroom.rows<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  const checks = columns.map(({ table, column }) => `SELECT '${table}.${column}' AS name WHERE EXISTS (SELECT FROM "${table}" WHERE strpos(lower("${column}"::text), $1) > 0 OR strpos("${column}"::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0)`);
  return (await newsroom.rows<{ name: string }>(checks.join(' UNION ALL '), [text.toLowerCase()])).map(({ name }) => name);
}
