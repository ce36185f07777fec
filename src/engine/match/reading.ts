import { type JudgedText } from '../facts';
import { plainText } from '../text/plain';
import { type Span } from '../verdict';
import { FieldReading, type FieldText } from './field-reading';
import { type Part, type Reading, type TextField, type TextFields } from './matcher';
import { type Needles } from './needles';
import { BodyFields } from './text-fields';

/** A lazy reading of one comment's texts. */
export function textReading(needles: Needles, text: JudgedText): Reading {
  return new TextReading(needles, text);
}

const TEXT_OF: Readonly<Record<TextField, keyof JudgedText>> = {
  body: 'body',
  title: 'title',
  'parent.body': 'parentBody',
  'author.name': 'authorName',
  'article.title': 'articleTitle',
  'request.user_agent': 'userAgent',
};

const NONE: readonly Span[] = [];

class TextReading implements Reading {
  readonly #needles: Needles;
  readonly #text: JudgedText;
  readonly #readings = new Map<TextField, FieldReading>();
  #fields: BodyFields | undefined;

  constructor(needles: Needles, text: JudgedText) {
    this.#needles = needles;
    this.#text = text;
  }

  get fields(): TextFields {
    return this.#bodyFields().values;
  }

  spansOf(field: string): readonly Span[] {
    return this.#bodyFields().spansOf(field);
  }

  find(field: TextField, needle: number, part: Part): readonly Span[] {
    return this.#field(field)?.find(needle, part) ?? NONE;
  }

  stepsOf(field: TextField, needle: number): number {
    return this.#field(field)?.stepsOf(needle) ?? 0;
  }

  wordsBefore(field: TextField, offset: number): number {
    return this.#field(field)?.wordsBefore(offset) ?? 0;
  }

  #bodyFields(): BodyFields {
    if (this.#fields === undefined) {
      const body = this.#field('body');
      // Every comment has a body; the tokens and views are its own lazy ones.
      if (body === undefined) throw new Error('A comment without a body cannot be read.');
      this.#fields = new BodyFields(body);
    }
    return this.#fields;
  }

  #field(field: TextField): FieldReading | undefined {
    const known = this.#readings.get(field);
    if (known !== undefined) return known;
    const original = this.#text[TEXT_OF[field]];
    if (original === undefined) return undefined;
    const text: FieldText = { field, original, plain: plainText(original, field === 'body' ? this.#text.format : 'text') };
    const reading = new FieldReading(this.#needles, text);
    this.#readings.set(field, reading);
    return reading;
  }
}
