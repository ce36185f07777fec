import { Jobs } from '../../../src/platform/jobs/jobs';
import { NotifyWorld } from './notify-world';

describe('Jobs', () => {
  let world: NotifyWorld;
  let jobs: Jobs;

  beforeAll(async () => {
    world = await NotifyWorld.start();
    jobs = world.app.get(Jobs);
  });
  afterAll(() => world.stop());

  it('sends a job exactly if the transaction commits', async () => {
    const done: string[] = [];
    jobs.work<{ name: string }>('commit', ({ name }) => Promise.resolve(void done.push(name)));
    await world.unitOfWork.run((tx) => jobs.send(tx, 'commit', [{ name: 'kept' }]));
    const rolledBack = world.unitOfWork.run(async (tx) => {
      await jobs.send(tx, 'commit', [{ name: 'dropped' }]);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await jobs.drain('commit');
    await jobs.drain('commit');
    expect(done).toEqual(['kept']);
  });

  it('hands out no job before its time', async () => {
    let done = 0;
    jobs.work('later', () => {
      done++;
      return Promise.resolve();
    });
    await world.unitOfWork.run((tx) => jobs.send(tx, 'later', [{}], { afterSeconds: 3_600 }));
    await jobs.drain('later');
    expect(done).toBe(0);
    await world.query(`UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE name = 'later'`);
    await jobs.drain('later');
    expect(done).toBe(1);
  });

  it('hands a job out again when its handler failed', async () => {
    let tries = 0;
    jobs.work('shaky', () => (++tries === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve()));
    await world.unitOfWork.run((tx) => jobs.send(tx, 'shaky', [{}]));
    await jobs.drain('shaky');
    await world.query(`UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE name = 'shaky'`);
    await jobs.drain('shaky');
    await jobs.drain('shaky');
    expect(tries).toBe(2);
  });

  it('runs no more jobs at once than it has slots', async () => {
    let running = 0;
    let most = 0;
    jobs.work('crowd', async () => {
      most = Math.max(most, ++running);
      await world.query('SELECT 1');
      running--;
    }, { slots: 3 });
    await world.unitOfWork.run((tx) => jobs.send(tx, 'crowd', Array.from({ length: 10 }, () => ({}))));
    for (let round = 0; round < 4; round++) await jobs.drain('crowd');
    expect(most).toBe(3);
    expect(await world.query(`SELECT FROM pgboss.job WHERE name = 'crowd' AND state = 'completed'`)).toHaveLength(10);
  });

  it('makes many queues that are first used at the same moment', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `at-once-${String(n)}`);
    for (const name of names) jobs.work(name, () => Promise.resolve());
    await Promise.all(names.map((name) => jobs.drain(name)));
    expect(await world.query(`SELECT FROM pgboss.queue WHERE name LIKE 'at-once-%'`)).toHaveLength(names.length);
  });

  it('knows only declared queues', async () => {
    await expect(world.unitOfWork.run((tx) => jobs.send(tx, 'nobody', [{}]))).rejects.toThrow('Nobody declared the queue nobody');
    expect(() => jobs.work('commit', () => Promise.resolve())).toThrow('has a worker already');
  });

  it('starts a loop only in worker processes', async () => {
    const worker = await world.beside({ roles: 'worker' });
    const ran: string[] = [];
    const began = new Promise<void>((resolve) => {
      jobs.every(0, 'here', () => Promise.resolve(void ran.push('here')));
      worker.get(Jobs).every(3_600, 'there', () => {
        ran.push('there');
        resolve();
        return Promise.resolve();
      });
    });
    await began;
    await worker.close();
    expect(ran).toEqual(['there']);
  });
});
