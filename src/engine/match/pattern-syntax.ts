import { PatternError } from './pattern-error';

/** A pattern of RE2's syntax, taken apart as far as folding and literal extraction need. */
export type PatternNode =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'class'; readonly source: string; readonly chars: readonly string[] | null }
  | { readonly kind: 'anchor'; readonly source: string }
  | { readonly kind: 'flags'; readonly source: string }
  | { readonly kind: 'group'; readonly open: string; readonly body: PatternNode }
  | { readonly kind: 'concat'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number; readonly source: string };

const MAX_REPEAT = 100;
const MAX_DEPTH = 50;
const REPEAT = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})\??/;
const GROUP_OPEN = /^\((?:\?(?:P?<[A-Za-z_]\w*>|[imsU-]*:))?/;
const FLAGS = /^\(\?[imsU-]+\)/;
const ESCAPES: ReadonlyMap<string, string> = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['f', '\f'], ['v', '\v'], ['a', '\x07']]);

/** Takes a pattern apart; what it lets through unseen, re2js still refuses. @throws PatternError */
export function parsePattern(source: string): PatternNode {
  return new PatternParser(source).parse();
}

class PatternParser {
  #at = 0;
  #depth = 0;

  constructor(private readonly source: string) {}

  parse(): PatternNode {
    const node = this.#either();
    if (this.#at < this.source.length) this.#fail('There is a “)” without its “(”. Write \\) for the character itself.');
    return node;
  }

  #fail(message: string): never {
    throw new PatternError(message, this.source);
  }

  #rest(): string {
    return this.source.slice(this.#at);
  }

  #either(): PatternNode {
    if (++this.#depth > MAX_DEPTH) this.#fail(`Groups are nested more than ${String(MAX_DEPTH)} deep. Split the pattern in two.`);
    const items = [this.#concat()];
    while (this.source[this.#at] === '|') {
      this.#at++;
      items.push(this.#concat());
    }
    this.#depth--;
    return items.length === 1 ? (items[0] ?? { kind: 'concat', items }) : { kind: 'either', items };
  }

  #concat(): PatternNode {
    const items: PatternNode[] = [];
    while (this.#at < this.source.length && this.source[this.#at] !== '|' && this.source[this.#at] !== ')') {
      items.push(this.#repeated(this.#atom()));
    }
    return { kind: 'concat', items };
  }

  #repeated(item: PatternNode): PatternNode {
    const found = REPEAT.exec(this.#rest());
    // Without a lower bound, {,3} is not a repetition but those four characters.
    if (found === null || found[1] === '') return item;
    this.#at += found[0].length;
    const { min, max } = boundsOf(found);
    if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Infinity)) {
      this.#fail(`“${found[0]}” repeats more than ${String(MAX_REPEAT)} times. Use a smaller number, or + for “at least once”.`);
    }
    if (item.kind === 'anchor' || item.kind === 'flags') this.#fail(`“${found[0]}” repeats nothing. Write \\${found[0]} for the character itself.`);
    return { kind: 'repeat', item, min, max, source: found[0] };
  }

  #atom(): PatternNode {
    const char = String.fromCodePoint(this.source.codePointAt(this.#at) ?? 0);
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '\\') return this.#escape();
    if (char === '*' || char === '+' || char === '?') this.#fail(`“${char}” has nothing before it to repeat. Write \\${char} for the character itself.`);
    this.#at += char.length;
    if (char === '.') return { kind: 'class', source: '.', chars: null };
    if (char === '^' || char === '$') return { kind: 'anchor', source: char };
    return { kind: 'literal', text: char };
  }

  #group(): PatternNode {
    const rest = this.#rest();
    if (/^\(\?<?[=!]/.test(rest)) {
      this.#fail('Look-ahead and look-behind are not possible, because they can take forever. Use `except` for what must not match, `whole: true` for word boundaries.');
    }
    const flags = FLAGS.exec(rest);
    if (flags !== null) {
      this.#at += flags[0].length;
      return { kind: 'flags', source: flags[0] };
    }
    const open = GROUP_OPEN.exec(rest)?.[0] ?? '(';
    if (open === '(' && rest[1] === '?') this.#fail(`“${rest.slice(0, 4)}” is not known. Use (?:…) for a group.`);
    this.#at += open.length;
    const body = this.#either();
    if (this.source[this.#at] !== ')') this.#fail('A “(” is never closed. Write \\( for the character itself.');
    this.#at++;
    return { kind: 'group', open: /^\(\?[imsU-]+:$/.test(open) ? open : '(?:', body };
  }

  #escape(): PatternNode {
    const rest = this.#rest();
    const quoted = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest);
    if (quoted !== null) return this.#take(quoted[0], { kind: 'concat', items: Array.from(quoted[1] ?? '', (text) => ({ kind: 'literal', text })) });
    const anchor = /^\\[bBAz]/.exec(rest);
    if (anchor !== null) return this.#take(anchor[0], { kind: 'anchor', source: anchor[0] });
    const set = /^\\(?:[dDwWsS]|[pP](?:\{\^?[\w=: ]+\}|[A-Z]))/.exec(rest);
    if (set !== null) return this.#take(set[0], { kind: 'class', source: classEscape(set[0]), chars: null });
    const [length, text] = this.#escapedChar(rest);
    return this.#take(rest.slice(0, length), { kind: 'literal', text });
  }

  #take(raw: string, node: PatternNode): PatternNode {
    this.#at += raw.length;
    return node;
  }

  /** Length and meaning of an escaped character at the beginning of `rest`. */
  #escapedChar(rest: string): [number, string] {
    const code = /^\\(?:x([0-9a-fA-F]{2})|[xu]\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4}))/.exec(rest);
    if (code !== null) {
      const value = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16);
      if (value > 0x10ffff) this.#fail(`“${code[0]}” is beyond the last character of Unicode, 10FFFF.`);
      return [code[0].length, String.fromCodePoint(value)];
    }
    const char = String.fromCodePoint(rest.codePointAt(1) ?? 0);
    if (rest.length < 2) this.#fail('The pattern ends in a lone “\\”. Write \\\\ for the character itself.');
    if (/[1-9]/.test(char)) this.#fail(`“\\${char}” refers back to a group, which cannot be done in linear time. Write the alternatives out.`);
    const known = ESCAPES.get(char);
    if (known === undefined && /[A-Za-z0]/.test(char)) this.#fail(`“\\${char}” is not known here. RE2 syntax applies: \\d \\w \\s \\b \\p{…} \\x{…}.`);
    return [1 + char.length, known ?? char];
  }

  #class(): PatternNode {
    let at = this.#at + 1;
    if (this.source[at] === '^') at++;
    const from = at;
    const chars: string[] = [];
    let simple = from === this.#at + 1;
    let out = simple ? '[' : '[^';
    for (;;) {
      const rest = this.source.slice(at);
      if (rest === '') this.#fail('A “[” is never closed. Write \\[ for the character itself.');
      if (rest.startsWith(']') && at > from) break;
      const set = /^(?:\[:\^?\w+:\]|\\(?:[dDwWsS]|[pP](?:\{\^?[\w=: ]+\}|[A-Z])))/.exec(rest);
      if (set !== null) {
        simple = false;
        out += set[0].startsWith('[') ? set[0] : classItem(set[0]);
        at += set[0].length;
        continue;
      }
      const [length, text] = this.#classChar(rest);
      const isRange = rest[length] === '-' && rest.length > length + 1 && rest[length + 1] !== ']';
      if (isRange) simple = false;
      else chars.push(text);
      out += isRange ? `${quoteChar(text)}-` : quoteChar(text);
      at += isRange ? length + 1 : length;
      if (isRange) {
        const [endLength, end] = this.#classChar(this.source.slice(at));
        out += quoteChar(end);
        at += endLength;
      }
    }
    this.#at = at + 1;
    return { kind: 'class', source: `${out}]`, chars: simple ? chars : null };
  }

  #classChar(rest: string): [number, string] {
    if (rest.startsWith('\\')) return this.#escapedChar(rest);
    const char = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    return [char.length, char];
  }
}

function boundsOf(found: RegExpExecArray): { min: number; max: number } {
  const sign = found[0][0];
  if (sign === '*') return { min: 0, max: Infinity };
  if (sign === '+') return { min: 1, max: Infinity };
  if (sign === '?') return { min: 0, max: 1 };
  const min = Number(found[1] ?? '0');
  if (found[2] === '') return { min, max: min };
  return { min, max: found[3] === '' ? Infinity : Number(found[3]) };
}

/** A character as RE2 reads it literally, in and out of a class. */
export function quoteChar(char: string): string {
  return /[\\^$.|?*+()[\]{}-]/.test(char) ? `\\${char}` : char;
}

const WORD_ITEMS = '\\p{L}\\p{N}\\p{M}_';

// RE2's \w and \d know ASCII alone; readers write every language.
function classEscape(raw: string): string {
  if (raw === '\\w') return `[${WORD_ITEMS}]`;
  if (raw === '\\W') return `[^${WORD_ITEMS}]`;
  return classItem(raw);
}

function classItem(raw: string): string {
  if (raw === '\\w') return WORD_ITEMS;
  if (raw === '\\d') return '\\p{Nd}';
  if (raw === '\\D') return '\\P{Nd}';
  // \p{Script=Cyrillic}, \p{sc=…}, \p{General_Category=Lu} → RE2's \p{Cyrillic}, \p{Lu}.
  return raw.replace(/\{(\^?)(?:Script|sc|Script_Extensions|scx|General_Category|gc)[=:] ?/i, '{$1');
}
