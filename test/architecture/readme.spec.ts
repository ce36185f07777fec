import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readConfig } from '../../src/platform/config/config';

const ROOT = join(__dirname, '..', '..');

describe('the README', () => {
  it('lists the variables that the configuration reads, each once, and no others', () => {
    const listed = [...sectionOf(textOf('README.md'), 'Configuration').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(namesRead());
  });
});

describe('the documents', () => {
  it.each(documents())('%s links to files and headings that are there', (file) => {
    expect(linksOf(file).filter((link) => !leadsSomewhere(file, link))).toEqual([]);
  });
});

/** Asks the configuration itself, so that a variable cannot be read and forgotten here. */
function namesRead(): string[] {
  const names = new Set<string>();
  readConfig(
    new Proxy<Record<string, undefined>>({}, {
      get: (_, name) => {
        names.add(String(name));
        return undefined;
      },
    }),
  );
  return [...names].sort();
}

function documents(): string[] {
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`);
  return ['README.md', 'CONTRIBUTING.md', ...inDocs.filter((name) => name.endsWith('.md')).sort()];
}

function linksOf(file: string): string[] {
  return [...textOf(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => String(link));
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : relative(ROOT, join(ROOT, dirname(file), path));
  if (target.startsWith('..') || !existsSync(join(ROOT, target))) return false;
  return anchor === undefined || headingsOf(textOf(target)).includes(anchor);
}

/** Anchors as forges make them: lower case, punctuation dropped, spaces as hyphens. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => String(heading).toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(/\s/g, '-'));
}

function sectionOf(text: string, title: string): string {
  const from = text.indexOf(`\n## ${title}\n`);
  if (from < 0) throw new Error(`The README has no section "${title}"`);
  const to = text.indexOf('\n## ', from + 4);
  return to < 0 ? text.slice(from) : text.slice(from, to);
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
