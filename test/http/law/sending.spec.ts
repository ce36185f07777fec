import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Desk } from '../review/desk-world';
import { Court } from './court';
import { TransparencyDatabase } from './transparency-database';

const EXAMPLE = join(__dirname, '..', '..', '..', 'docs', 'examples', 'send-statements.mjs');
const TOKEN = 'token-of-a-test';
const run = promisify(execFile);

describe('the sender of docs/law.md', () => {
  let court: Court;
  let database: TransparencyDatabase;
  let url: string;
  let key: string;

  beforeAll(async () => {
    court = await Court.open(await Desk.open());
    database = await TransparencyDatabase.start(TOKEN);
    url = await court.desk.on.listen();
    key = (await court.desk.world.siteKey(court.desk.site, ['admin'])).secret;
  });

  afterAll(async () => {
    await database.stop();
    await court.desk.close();
  });

  const send = async (token = TOKEN): Promise<string> => {
    const env = { ...process.env, WEIR_URL: url, WEIR_SITE: court.desk.site.slug, WEIR_KEY: key, DSA_URL: database.url, DSA_TOKEN: token };
    return (await run(process.execPath, [EXAMPLE], { env })).stdout.trim();
  };

  it('sends every statement once, by the hundred, and only the new ones when it runs again', async () => {
    for (let n = 0; n < 102; n++) await court.says(`a blimflax here, the ${String(n)}th`);
    const first = (await court.stated()).map(({ id }) => id);
    expect(await send()).toBe('sent 102, known already 0');
    expect(database.asked).toEqual(['POST /api/v1/statements', 'POST /api/v1/statements']);
    expect(database.kept).toEqual(first);
    await court.says('another blimflax here');
    expect((await court.stated()).length).toBe(103);
    expect(await send()).toBe('sent 1, known already 102');
    expect(database.kept).toEqual((await court.stated()).map(({ id }) => id));
    expect(database.asked).toContain('POST /api/v1/statement');
    expect(database.asked).toContain('GET /api/v1/statement/existing-puid/…');
  });

  it('says what the database says to a wrong token', async () => {
    await expect(send('another')).rejects.toThrow('The database answered 401');
  });
});
