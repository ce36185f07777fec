import { Injectable } from '@nestjs/common';
import { loadLanguageScorer } from '../../engine/signals/language';
import { isPlainlyEnglish } from '../../engine/signals/plainly-english';

/** Below this the next best language is nearly as likely. */
const LEAST_CONFIDENCE = 0.5;
const LETTER = /\p{L}/u;
const LATIN_LETTER = /\p{Script=Latin}/u;

const ENGLISH: readonly string[] = ['en'];
const NONE: readonly string[] = [];

/** In which language a text is, for callers who do not say. */
@Injectable()
export class DetectLanguages {
  /** What takes half a second the first time, ahead of it. */
  async load(): Promise<void> {
    await loadLanguageScorer();
  }

  /**
   * ISO 639-1, most likely first. A few words in Latin letters from which no language can be told count as English; none for a
   * text without letters, and for a few words of another script.
   */
  async execute(text: string): Promise<readonly string[]> {
    if (isPlainlyEnglish(text)) return ENGLISH;
    if (!LETTER.test(text)) return NONE;
    const found = (await loadLanguageScorer()).fieldsOf({ body: text, format: 'text' }, []);
    const { 'lang.code': code, 'lang.confidence': confidence } = found;
    if (typeof code === 'string' && Number(confidence) >= LEAST_CONFIDENCE) return [code];
    if (LATIN_LETTER.test(text)) return ENGLISH;
    return typeof code === 'string' ? [code] : NONE;
  }
}
