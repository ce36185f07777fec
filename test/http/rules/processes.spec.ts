import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../../src/app.module';
import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import type { Config } from '../../../src/platform/config/config';
import { CONFIG } from '../../../src/platform/config/config.module';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { createApp } from '../../../src/platform/http/create-app';
import { RuleSetStore } from '../../../src/store/rule-set.store';
import { startTestApp, type TestApp } from '../../support/app';
import { Client } from '../../support/client';
import { expectStatus, World } from '../../support/world';
import { RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let other: NestFastifyApplication;
let world: World;

/** Another process of the same service, as far as rules go: nothing but the database in common. */
async function startBeside({ app, databaseUrl }: TestApp): Promise<NestFastifyApplication> {
  const config = app.get<Config>(CONFIG);
  const beside = await createApp(AppModule.create({ config, secrets: app.get(Secrets), databaseUrl }), config);
  await beside.init();
  await beside.getHttpAdapter().getInstance().ready();
  return beside;
}

beforeAll(async () => {
  service = await startTestApp();
  other = await startBeside(service);
  world = new World(service);
});

afterAll(async () => {
  await other.close();
  await service.close();
});

async function statusesOf(desk: RuleDesk, text: string): Promise<string[]> {
  const { client } = await world.siteKey(desk.site);
  const statuses: string[] = [];
  for (const one of [client, new Client(other, client.headers)]) {
    const { body } = expectStatus(await one.post(desk.path('comments'), { article: { id: 'a-1' }, author: { id: 'u-1', kind: 'registered' }, body: text }), 201);
    statuses.push((body as { status: string }).status);
  }
  return statuses;
}

describe('a version that one process publishes', () => {
  it('judges in the other one too, within a few seconds and by itself', async () => {
    const desk = await RuleDesk.on(world);
    expect(await statusesOf(desk, 'a blorbit')).toEqual(['published', 'published']);
    await desk.run([wordRule('words', 'blorbit')]);
    const published = Date.now();
    let statuses = await statusesOf(desk, 'a blorbit');
    while (statuses.includes('published')) {
      expect(Date.now() - published).toBeLessThan(10_000);
      statuses = await statusesOf(desk, 'a blorbit');
    }
    expect(statuses).toEqual(['held', 'held']);
  });

  it('leaves no comment without rules on the way', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit')]);
    await Promise.all([service.app, other].map((app) => app.get(RunningRuleSets).refresh()));
    expect(await statusesOf(desk, 'a blorbit')).toEqual(['held', 'held']);
    const publishing = desk.run([wordRule('words', 'blorbit', { priority: 9 }), wordRule('more', 'zarnik')]);
    for (let i = 0; i < 10; i++) expect(await statusesOf(desk, 'a blorbit')).toEqual(['held', 'held']);
    await publishing;
    await Promise.all([service.app, other].map((app) => app.get(RunningRuleSets).refresh()));
    expect(await statusesOf(desk, 'a zarnik')).toEqual(['held', 'held']);
  });

  it('that cannot be compiled replaces nothing anywhere', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit')]);
    expect(await statusesOf(desk, 'a blorbit')).toEqual(['held', 'held']);
    // As if a newer engine could not read it: the check of this one would have refused it.
    const broken = { version: 1, rules: [wordRule('broken', 'x', { when: { body: { regex: '(' } } })] };
    await service.app.get(UnitOfWork).run((tx) => service.app.get(RuleSetStore).publish(tx, desk.site.id, { document: JSON.stringify(broken), hash: 'broken', note: null, publishedBy: null }, new Date()));
    await Promise.all([service.app, other].map((app) => app.get(RunningRuleSets).refresh()));
    expect(await statusesOf(desk, 'a blorbit')).toEqual(['held', 'held']);
  });
});
