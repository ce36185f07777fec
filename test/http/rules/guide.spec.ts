import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client, Method } from '../../support/client';
import { World } from '../../support/world';

/** A command of the guide, and what is printed below it. */
interface Step {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly printed: object;
}

let service: TestApp;
let admin: Client;
let key: string;

beforeAll(async () => {
  service = await startTestApp();
  const world = new World(service);
  const made = await world.siteKey(await world.newSite('demo'), ['admin']);
  admin = world.nobody;
  key = made.secret;
});

afterAll(() => service.close());

it('the guide to the life of a rule set says what happens', async () => {
  const steps = stepsOfGuide();
  expect(steps.length).toBeGreaterThan(15);
  for (const step of steps) {
    const answer: Answer = await admin.send(step.method, step.path, { headers: step.headers, body: step.body });
    expect({ command: `${step.method} ${step.path}`, works: answer.status < 300, ...(answer.status < 300 ? {} : { body: answer.body as unknown }) }).toEqual({ command: `${step.method} ${step.path}`, works: true });
    expect(typeof answer.body === 'string' ? {} : answer.body).toMatchObject(step.printed);
  }
}, 120_000);

function stepsOfGuide(): Step[] {
  const blocks = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'rules.md'), 'utf8').split('```').slice(1);
  return blocks.flatMap((block, index) => {
    if (!block.startsWith('sh\n')) return [];
    const next = blocks[index + 2];
    const printed = blocks[index + 1]?.trim() === '' && next?.startsWith('json\n') === true ? (JSON.parse(next.slice('json\n'.length)) as object) : {};
    return [{ ...command(block.slice('sh\n'.length)), printed }];
  });
}

/** Reads a curl command as a shell would: single quotes are taken as they are, double quotes know our two variables. */
function command(text: string): Omit<Step, 'printed'> {
  const words = Array.from(text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), ([, single, double, bare]) => single ?? (double ?? bare ?? '').replace('$SITE', '/v1/sites/demo').replace('$KEY', key));
  const after = (flag: string): string[] => words.flatMap((word, i) => (word === flag ? [words[i + 1] ?? ''] : []));
  const headers = Object.fromEntries(after('-H').map((header) => [header.slice(0, header.indexOf(':')).toLowerCase(), header.slice(header.indexOf(':') + 1).trim()]));
  return { method: (after('-X')[0] ?? 'GET') as Method, path: words.find((word) => word.startsWith('/v1/')) ?? '', headers, body: after('-d')[0] };
}
