/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
import { isInPlace, type View, ViewBuilder } from './view';

/**
 * The fold view (rules.md 3.2, V1): what a reader sees, without case, accents, width and invisible characters.
 * A cluster (a code point with the marks and invisible characters after it) becomes: compatibility decomposition,
 * invisible characters dropped, marks dropped unless the script needs them (then at most eight), composition, full case
 * folding. Also typographic apostrophes become `'`, hyphens `-`, line ends a newline, other white space a space.
 */
export function foldView(plain: View): View {
  return FOLDED.read(plain);
}

/** Like {@link foldView}, with case and accents left as written: for `case: exact`. */
export function exactView(plain: View): View {
  return EXACT.read(plain);
}

/** The fold of a term or pattern literal: what {@link foldView} would show for it. */
export function fold(text: string): string {
  return FOLDED.readText(text);
}

export function foldExact(text: string): string {
  return EXACT.readText(text);
}

// Values of the unit table below the first visible character.
const UNKNOWN = 0;
/** Belongs to the cluster before it: a mark, or nothing visible. */
const JOINS = 1;
/** Needs more than one table look-up. */
const SLOW = 2;

const MAX_MARKS = 8;
/** What most letters of the Latin blocks and their capitals differ in. */
const CASE_BIT = 0x20;
const AFTER_LATIN = 0x250;
const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const MARK = /^\p{M}$/u;
const MARKS = /\p{M}/gu;
// Scripts that are read without their marks; symbols, too, lose what is stacked on them.
const PLAIN_SCRIPT = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]/u;
const LINE_END = /^[\n\v\f\r\u0085\u2028\u2029]$/;
const APOSTROPHE = /^[`´'‘’‛′ʹʼ]$/;
const HYPHEN = /^[‐‑]$/;

function isControl(code: number): boolean {
  return (code < 0x20 || (code >= 0x7f && code < 0xa0)) && !(code >= 0x09 && code <= 0x0d) && code !== 0x85;
}

function isVoicedSoundMark(code: number): boolean {
  return code === 0xff9e || code === 0xff9f;
}

function isConjoiningJamo(code: number): boolean {
  return code >= 0x1100 && code <= 0x11ff;
}

function isInvisible(code: number, char: string): boolean {
  return isControl(code) || IGNORABLE.test(char);
}

function joinsCluster(code: number): boolean {
  if (isVoicedSoundMark(code)) return true;
  const char = String.fromCodePoint(code);
  return isInvisible(code, char) || MARK.test(char);
}

/** Unicode full case folding by way of the two mappings that JavaScript has; the dotless ı stays itself. */
function caseFold(char: string): string {
  if (char === 'ı') return char;
  return char.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

function unify(char: string): string {
  if (LINE_END.test(char)) return '\n';
  if (APOSTROPHE.test(char)) return "'";
  if (HYPHEN.test(char)) return '-';
  return /^\s$/u.test(char) ? ' ' : char;
}

class Folding {
  readonly #table = new Uint16Array(0x10000);
  readonly #known = new Map<string, string>();
  readonly #out = new ViewBuilder();
  /** Whether the units of the last run differ from the text's in nothing but the bit that tells a Latin capital. */
  #onlyCase = false;

  constructor(private readonly foldsCase: boolean) {}

  read(plain: View): View {
    const oneToOne = this.#run(plain.text);
    if (oneToOne && isInPlace(plain)) return this.#out.finishInPlace(this.#onlyCase ? { text: plain.text, inSmall: this.foldsCase } : undefined);
    if (oneToOne) this.#placeUpTo(plain.length);
    const { length, start, end } = this.#out;
    for (let i = 0; i < length; i++) {
      start[i] = plain.start[start[i]!]!;
      end[i] = plain.end[end[i]! - 1]!;
    }
    return this.#out.finish();
  }

  readText(text: string): string {
    if (this.#run(text)) this.#placeUpTo(text.length);
    return this.#out.finish().text;
  }

  /** Fills the buffers; returns whether every unit became one unit, in which case the offsets are not written. */
  #run(text: string): boolean {
    const { length } = text;
    const table = this.#table;
    this.#out.begin(length * 4 + 32);
    const { units } = this.#out;
    let changes = 0;
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      const unit = table[code]!;
      if (unit <= SLOW) break;
      units[i] = unit;
      changes |= code < AFTER_LATIN ? (unit ^ code) & ~CASE_BIT : unit ^ code;
    }
    this.#out.length = i;
    this.#onlyCase = changes === 0;
    if (i < length) this.#runOn(text, i);
    return i === length;
  }

  #placeUpTo(length: number): void {
    const { start, end } = this.#out;
    for (let i = 0; i < length; i++) {
      start[i] = i;
      end[i] = i + 1;
    }
  }

  /** From the first unit on that is more than one look-up. */
  #runOn(text: string, from: number): void {
    const [out, table] = [this.#out, this.#table];
    this.#placeUpTo(from);
    let base = from - 1;
    let baseOut = from - 1;
    for (let i = from; i < text.length; ) {
      const code = text.charCodeAt(i);
      const unit = table[code]! === UNKNOWN ? this.#learn(code) : table[code]!;
      if (unit > SLOW) {
        base = i;
        baseOut = out.length;
        out.push(unit, i, i + 1);
        i++;
        continue;
      }
      if (unit === SLOW && !joinsCluster(text.codePointAt(i)!)) {
        base = i;
        baseOut = out.length;
      }
      if (base < 0) {
        i += text.codePointAt(i)! > 0xffff ? 2 : 1;
        continue;
      }
      out.length = baseOut;
      i = this.#cluster(text, base);
    }
  }

  #learn(code: number): number {
    const unit = this.#unitFor(code);
    this.#table[code] = unit;
    return unit;
  }

  #unitFor(code: number): number {
    if (code >= 0xd800 && code <= 0xdfff) return SLOW;
    if (joinsCluster(code)) return JOINS;
    if (isConjoiningJamo(code)) return SLOW;
    const folded = this.#fold(String.fromCharCode(code), '');
    return folded.length === 1 ? folded.charCodeAt(0) : SLOW;
  }

  /** Writes the cluster that begins at `from`; returns where the next one begins. */
  #cluster(text: string, from: number): number {
    let i = from + (text.codePointAt(from)! > 0xffff ? 2 : 1);
    if (isConjoiningJamo(text.charCodeAt(from))) while (i < text.length && isConjoiningJamo(text.charCodeAt(i)) && !joinsCluster(text.charCodeAt(i))) i++;
    const base = text.slice(from, i);
    let marks = '';
    let count = 0;
    while (i < text.length) {
      const code = text.codePointAt(i)!;
      if (!joinsCluster(code)) break;
      const char = String.fromCodePoint(code);
      if (count < MAX_MARKS && !isInvisible(code, char)) {
        marks += char;
        count++;
      }
      i += char.length;
    }
    this.#out.reserve(this.#out.length + 64 + base.length * 4);
    this.#out.pushText(this.#fold(base, marks), from, i);
    return i;
  }

  #fold(base: string, marks: string): string {
    const key = base + marks;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const folded = this.#compute(base, marks);
    // A bound against floods of distinct clusters: what is forgotten is computed again.
    if (this.#known.size >= 10_000) this.#known.clear();
    this.#known.set(key, folded);
    return folded;
  }

  #compute(base: string, marks: string): string {
    const unified = unify(base);
    if (unified !== base) return unified;
    const decomposed = base.normalize('NFKD');
    const visible = this.foldsCase && PLAIN_SCRIPT.test(decomposed) ? decomposed.replace(MARKS, '') : base + marks;
    let folded = '';
    for (const char of visible.normalize('NFKC')) folded += unify(this.foldsCase ? caseFold(char) : char);
    return folded;
  }
}

const FOLDED = new Folding(true);
const EXACT = new Folding(false);
