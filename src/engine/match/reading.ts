import { type JudgedText } from '../facts';
import { plainText } from '../text/plain';
import { type Span } from '../verdict';
import { FieldReading, type FieldText } from './field-reading';
import { type Part, type Reading, type TextField, type TextValue } from './matcher';
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
  #body: FieldReading | undefined;
  /** Of the other texts. */
  #readings: Map<TextField, FieldReading> | undefined;
  #fields: BodyFields | undefined;

  constructor(needles: Needles, text: JudgedText) {
    this.#needles = needles;
    this.#text = text;
  }

  field(name: string): TextValue | undefined {
    return this.#bodyFields().valueOf(name);
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

  wordsBetween(field: TextField, from: number, to: number): number {
    return this.#field(field)?.wordsBetween(from, to) ?? 0;
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
    if (field === 'body') return (this.#body ??= this.#begin(field, this.#text.body));
    const known = this.#readings?.get(field);
    if (known !== undefined) return known;
    const reading = this.#begin(field, this.#text[TEXT_OF[field]]);
    if (reading === undefined) return undefined;
    this.#readings ??= new Map();
    this.#readings.set(field, reading);
    return reading;
  }

  #begin(field: TextField, original: string | undefined): FieldReading | undefined {
    if (original === undefined) return undefined;
    const text: FieldText = { field, original, plain: plainText(original, field === 'body' ? this.#text.format : 'text') };
    return new FieldReading(this.#needles, text);
  }
}
