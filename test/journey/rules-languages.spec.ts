import type { Page } from 'playwright-core';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { textOf } from '../support/source-files';
import { RulesWorld } from './rules-world';

const PAGES = ['', '/spam-links', '/~lists', '/~lists/profanity-strong', '/~versions', '/~backtests', '/~publish'] as const;
const TITLES = { de: 'Regeln', es: 'Reglas', fr: 'Règles' } as const;
type Spoken = keyof typeof TITLES;

/** Sentences and words that stand as they are in the files of a language. */
function written(language: Spoken | 'en'): Set<string> {
  const files = [`${language}.ts`, `${language}-pages.ts`].map((file) => textOf(`console/src/faces/rules/wording/${file}`));
  return new Set(files.flatMap((text) => [...text.matchAll(/: '([^'\n]+)'/g)].map(([, words = '']) => words)));
}

/** What only English says. */
function englishOnly(language: Spoken): ReadonlySet<string> {
  const own = written(language);
  return new Set([...written('en')].filter((words) => /[a-z]{3}/i.test(words) && !own.has(words)));
}

/** What the page says: texts, titles, labels and placeholders, a piece each; not what people wrote themselves. */
function said(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('main *')].filter((element) => element.closest('.cm-editor, pre, code') === null).flatMap((element) => [
    ...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name)),
    [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(''),
  ]).map((text) => (text ?? '').trim()).filter((text) => text !== '')`);
}

describe('the workshop', () => {
  let world: RulesWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await RulesWorld.open();
    people = await ConsoleBrowser.on(await world.service.listen());
  }, 120_000);
  afterEach(() => people.leave());
  afterAll(async () => {
    await people.close();
    await world.service.close();
  });

  it.each(['de', 'es', 'fr'] as const)('says nothing in English to those who read %s', async (language) => {
    const page = await people.signIn(world.admin, '/console/herald/rules');
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    await page.evaluate(`localStorage.setItem('weir-language', '${language}')`);
    const english = englishOnly(language);
    expect(english.size).toBeGreaterThan(150);
    for (const path of PAGES) {
      await page.goto(page.url().replace(/\/rules.*$/, `/rules${path}`));
      await page.getByRole('region', { name: TITLES[language], exact: true }).getByRole('link').first().waitFor();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await picture(page, `rules-${language}${path.replaceAll('/', '-')}`);
      const texts = await said(page);
      expect(texts).toContain(TITLES[language]);
      expect({ path, texts: texts.filter((text) => english.has(text)) }).toEqual({ path, texts: [] });
    }
    expect(await barriers(page)).toEqual([]);
  }, 120_000);
});
