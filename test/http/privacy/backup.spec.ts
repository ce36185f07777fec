import { Jobs } from '../../../src/platform/jobs/jobs';
import { ERASURE_QUEUE } from '../../../src/privacy/erasure-queue';
import { backupOf, contentOf, readable, restoreInto } from '../../support/backups';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';
import { expectStatus } from '../../support/world';
import { AUTHOR, CANARIES, PersonWorld, type Place } from './person';

let world: PersonWorld;
let empty: TestDatabase;

beforeAll(async () => {
  empty = await createEmptyDatabase();
  world = await PersonWorld.open();
  await world.plant();
});

afterAll(async () => {
  await world.close();
  await empty.drop();
});

const url = (): string => world.desk.on.databaseUrl;
const standIn = (backup: Buffer): Place[] => {
  const text = readable(backup);
  return (Object.keys(CANARIES) as Place[]).filter((place) => text.includes(CANARIES[place]));
};

describe('a backup', () => {
  it('holds everything of a person, and restored it is row for row what was there', async () => {
    const backup = await backupOf(url());
    expect(standIn(backup)).toEqual(Object.keys(CANARIES));
    const { sums } = await restoreInto(empty.url, backup);
    const before = await contentOf(url());
    // What lets somebody in for a while stays behind.
    expect(before['session']).not.toBe('0 0');
    expect(await contentOf(empty.url)).toEqual({ ...before, session: '0 0', password_reset: '0 0', rate_limit: '0 0' });
    expect(Object.values(sums).filter(({ rows }) => rows > 0).length).toBeGreaterThan(40);
  });

  it('made after a person was erased holds nothing of them', async () => {
    expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202);
    await world.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    await world.work();
    // Somebody else says the name.
    expect(standIn(await backupOf(url()))).toEqual(['name']);
  });
});
