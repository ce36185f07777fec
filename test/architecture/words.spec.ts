import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ModuleKind, transpileModule } from 'typescript';
import { ROOT, textOf } from '../support/source-files';

const FOLDER = 'console/src/words';
const LANGUAGES = ['de', 'es', 'fr'] as const;

const facesIn = (language: string): string[] => readdirSync(join(ROOT, FOLDER, language)).map((name) => name.replace('.ts', '')).sort();

/** Every sentence of a face under its key: `notice.approved`. */
function words(language: string, face: string): Map<string, string> {
  const { outputText } = transpileModule(textOf(`${FOLDER}/${language}/${face}.ts`), { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { default?: Record<string, unknown> } = {};
  runInNewContext(outputText, { exports: exported });
  return new Map(flat(exported.default ?? {}));
}

function flat(node: Record<string, unknown>, above = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[above + key, value]] : flat(value as Record<string, unknown>, `${above}${key}.`)));
}

/** What a sentence is filled with, and which of its words are set apart. */
const slots = (sentence = ''): string[] => [...sentence.matchAll(/\{\{.*?\}\}|<\/?\w+>/g)].map(([slot]) => slot).sort();

describe('the words of the console', () => {
  it('exist for every face in every language', () => {
    const english = facesIn('en');
    expect(english).toContain('desk');
    for (const language of LANGUAGES) expect(facesIn(language)).toEqual(english);
  });

  it.each(facesIn('en'))('say the same in every language: %s', (face) => {
    const english = words('en', face);
    for (const language of LANGUAGES) {
      const translated = words(language, face);
      expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [key, sentence] of translated) {
        expect({ language, key, slots: slots(sentence) }).toEqual({ language, key, slots: slots(english.get(key)) });
        expect({ language, key, sentence: sentence.trim() }).not.toEqual({ language, key, sentence: '' });
      }
    }
  });
});
