/** The languages of the console, under their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'weir-language';

/** The one that was chosen in the menu, else the first of the browser's that we speak. */
export function preferredLanguage(): Language {
  return [remembered(), ...navigator.languages.map((tag) => tag.split('-', 1)[0])].find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // Storage is blocked: it holds for this visit.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function isLanguage(tag: string | null | undefined): tag is Language {
  return tag !== null && tag !== undefined && Object.hasOwn(LANGUAGES, tag);
}
