import i18next, { type BackendModule } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Faces } from './faces';
import { type Language, preferredLanguage, rememberLanguage } from './languages';

export type FaceWords = keyof Faces;
type File = { readonly default: Record<string, unknown> };

/** One small file per language and face; each is its own chunk, loaded when it is needed. */
const FILES = import.meta.glob<File>('./{en,de,es,fr}/*.ts');

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, face, done) => {
    const load = FILES[`./${language}/${face}.ts`];
    if (load === undefined) {
      done(new Error(`There are no words for ${face} in ${language}`), null);
      return;
    }
    load().then(({ default: words }) => { done(null, withMany(words)); }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error)), null); });
  },
};

/** Starts with the shell's words; everything else comes with its face. */
export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => { document.documentElement.lang = language; });
  await i18next
    .use(files)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      // Every language is complete (a test compares them): no second one is loaded to stand in.
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['shell'],
      defaultNS: 'shell',
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    });
}

/** Fetches the words of a face, so that they arrive together with its code. */
export async function loadWords(face: FaceWords): Promise<void> {
  await i18next.loadNamespaces(face);
}

/** The words of a face in the language of now; a component that asks before they are here is suspended. */
export function useWords<Face extends FaceWords>(face: Face) {
  return useTranslation(face).t;
}

export function languageNow(): Language {
  return i18next.language as Language;
}

export async function speak(language: Language): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
}

/** Spanish and French have a third form for whole millions; it reads like the second. */
function withMany(words: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]): [string, unknown][] => {
      if (typeof value === 'object' && value !== null) return [[key, withMany(value as Record<string, unknown>)]];
      const many = key.replace(/_other$/, '_many');
      return many === key || many in words ? [[key, value]] : [[key, value], [many, value]];
    }),
  );
}
