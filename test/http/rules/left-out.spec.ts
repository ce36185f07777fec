import { startTestApp, type TestApp } from '../../support/app';
import { World } from '../../support/world';
import { RuleDesk } from './rules-world';

let service: TestApp;
let desk: RuleDesk;

beforeAll(async () => {
  service = await startTestApp();
  desk = await RuleDesk.on(new World(service));
});

afterAll(() => service.close());

/** No rule of this name need run: what was sent is looked at first. */
const RULE = 'no-such-rule';
const LABEL = { entity: 'author', subject: 'u-7', label: 'watched' };

describe('null is no way of leaving a member out', () => {
  it.each([
    [`rule-set/rules/${RULE}/mode`, { mode: 'paused', override: null }, '/override'],
    ['rule-set/versions', { note: 'Nothing', override: null }, '/override'],
    ['rule-set/draft:try', { comments: [{ body: 'a' }], document: null }, '/document'],
    ['rule-set/draft:try', { comments: [{ body: 'a', author: null }] }, '/comments/0/author'],
    ['rule-set/draft:check', { yaml: null }, '/yaml'],
    ['rule-set/backtests', { against: 'draft', from: null }, '/from'],
    ['labels', { ...LABEL, subject: null }, '/subject'],
    ['labels', { ...LABEL, ttl: null }, '/ttl'],
    ['labels', { ...LABEL, commentId: null }, '/commentId'],
  ])('POST %s %j', async (path, body, pointer) => {
    const answer = await desk.client.post(desk.path(path), body, await desk.seen());
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });
});
