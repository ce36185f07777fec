import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../support/source-files';
import { wordpressComment, wordpressFile } from '../../http/history/old-files';
import { ClientWorld } from './client-world';

let world: ClientWorld;

beforeAll(async () => {
  world = await ClientWorld.open();
}, 300_000);
afterAll(() => world.close());

const blocks = (file: string, language: string): string[] => [...textOf(file).matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => String(text));

/** `…` stands for whatever comes. */
function matching(expected: string): RegExp {
  return new RegExp(`^${expected.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*')}$`);
}

describe('docs/client.md', () => {
  it('does what it says, example by example', async () => {
    const [examples, printed] = [blocks('docs/client.md', 'ts'), blocks('docs/client.md', 'text')];
    expect(examples).toHaveLength(printed.length);
    const [first = ''] = examples;
    const begun = first.slice(0, first.indexOf('\n\nconst comment'));
    for (const [at, example] of examples.entries()) {
      writeFileSync(join(world.project.folder, 'example.mjs'), at === 0 || example.startsWith('import') ? example : `${begun}\n${example}`);
      const ran = await world.node(['example.mjs']);
      expect({ at, err: ran.err, out: ran.out }).toEqual({ at, err: '', out: printed[at] });
    }
  });
});

interface Step {
  readonly command: string;
  readonly expected: string;
  readonly code: number;
}

/** What is typed at a prompt, what is printed then, and the exit code if it is not 0. */
function steps(block: string): Step[] {
  return block.split(/^\$ /m).slice(1).map((text) => {
    const [command = '', ...lines] = text.split('\n');
    const code = /^\[exit code (\d)\]$/.exec(lines.at(-2) ?? '')?.[1];
    return { command, expected: (code === undefined ? lines : [...lines.slice(0, -2), '']).join('\n'), code: Number(code ?? 0) };
  });
}

/** As a shell takes words apart. */
const words = (command: string): string[] => [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

describe('docs/cli.md', () => {
  it('does what it says, command by command', async () => {
    writeFileSync(join(world.project.folder, 'old-blog.xml'), wordpressFile({ comments: [wordpressComment({ id: 7, text: 'Full again.' }), wordpressComment({ id: 8, text: 'And late.' }), wordpressComment({ id: 9, text: 'What?', approved: 'maybe' })].join('') }));
    writeFileSync(join(world.project.folder, 'no-rules.yaml'), 'version: 1\nrules: []\n');
    writeFileSync(join(world.project.folder, 'broken.yaml'), 'version: 1\nrules:\n  - id: x\n    then: { action: explode }\n');
    const all = blocks('docs/cli.md', 'console').flatMap(steps);
    expect(all.length).toBeGreaterThan(4);
    for (const { command, expected, code } of all) {
      const [name, ...args] = words(command);
      expect(name).toBe('weir');
      const ran = await world.weir(args);
      // Progress is told on standard error, and nobody looks at it here.
      const said = ran.code === 0 ? ran.out : `${ran.out}${ran.err}`;
      expect({ command, code: ran.code, said, err: ran.code === code ? '' : ran.err }).toEqual({ command, code, said: expect.stringMatching(matching(expected)), err: '' });
    }
  }, 240_000);
});
