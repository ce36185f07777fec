import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { World } from '../support/world';

/** A comment sent in the README, and the answer printed below it. */
interface Example {
  readonly sent: unknown;
  readonly printed: Record<string, unknown>;
}

let service: TestApp;
let newsSite: Client;

beforeAll(async () => {
  service = await startTestApp();
  const world = new World(service);
  newsSite = (await world.siteKey(await world.newSite('demo'))).client;
});

afterAll(() => service.close());

it('the README prints what the service answers to its examples, but for ids and times', async () => {
  const examples = readmeExamples();
  expect(examples.map(({ printed }) => printed['status'])).toEqual(['published', 'held']);
  for (const { sent, printed } of examples) {
    const { status, body } = await newsSite.post('/v1/sites/demo/comments', sent);
    expect([status, steady(body as Record<string, unknown>)]).toEqual([201, steady(printed)]);
  }
});

/** Blocks of code stand between fences: one that sends a comment, and the JSON that follows it. */
function readmeExamples(): Example[] {
  const blocks = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8').split('```').filter((_, index) => index % 2 === 1);
  return blocks.flatMap((block, index) => {
    const sent = / -d '(\{[^']+\})'/.exec(block)?.[1];
    const printed = blocks[index + 1]?.replace(/^json\n/, '');
    return sent === undefined || printed === undefined ? [] : [{ sent: JSON.parse(sent), printed: JSON.parse(printed) as Record<string, unknown> }];
  });
}

/** Without what differs from run to run. The rules may change: then the README is to be printed anew. */
function steady({ verdict, ...comment }: Record<string, unknown>): unknown {
  return { ...comment, id: 'id', createdAt: 'time', verdict: { ...(verdict as object), tookUs: 0, ruleSetHash: 'hash' } };
}
