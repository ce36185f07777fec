/**
 * Character references of HTML. The names are those that appear in comments (markup, quotation, currency, Latin-1 accents); others
 * stay as written, which shows the reader the same text.
 */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '\u00ad', zwj: '\u200d', zwnj: '\u200c', lrm: '\u200e', rlm: '\u200f',
    ensp: ' ', emsp: ' ', thinsp: ' ', Tab: '\t', NewLine: '\n', hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“',
    rdquo: '”', bdquo: '„', laquo: '«', raquo: '»', lsaquo: '‹', rsaquo: '›', bull: '•', middot: '·', euro: '€', pound: '£', yen: '¥', cent: '¢',
    dollar: '$', copy: '©', reg: '®', trade: '™', deg: '°', sect: '§', para: '¶', times: '×', divide: '÷', plusmn: '±', frac12: '½', excl: '!',
    num: '#', percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', equals: '=',
    quest: '?', commat: '@', lsqb: '[', rsqb: ']', lbrack: '[', rbrack: ']', bsol: '\\', Hat: '^', lowbar: '_', grave: '`', lcub: '{', rcub: '}',
    verbar: '|', vert: '|', iexcl: '¡', iquest: '¿', szlig: 'ß', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', aring: 'å', Aring: 'Å', eth: 'ð',
    thorn: 'þ', oelig: 'œ', OElig: 'Œ', ccedil: 'ç', Ccedil: 'Ç', ntilde: 'ñ', Ntilde: 'Ñ', scaron: 'š', Scaron: 'Š', atilde: 'ã', otilde: 'õ',
    hearts: '♥', larr: '←', rarr: '→', zwsp: '\u200b', ZeroWidthSpace: '\u200b', NoBreak: '\u2060', InvisibleTimes: '\u2062',
  }),
);

const ACCENTED = /^([aeiouyAEIOUY])(grave|acute|circ|uml)$/;
const ACCENTS: ReadonlyMap<string, string> = new Map([['grave', '\u0300'], ['acute', '\u0301'], ['circ', '\u0302'], ['uml', '\u0308']]);
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,24}));?/y;

export interface Reference {
  readonly text: string;
  readonly length: number;
}

/** The character reference that begins at `at`, or null. A missing semicolon is forgiven for numbers, as browsers do. */
export function referenceAt(source: string, at: number): Reference | null {
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(source);
  if (found === null) return null;
  const text = found[3] === undefined ? numeric(found[1], found[2]) : found[0].endsWith(';') ? named(found[3]) : undefined;
  return text === undefined ? null : { text, length: found[0].length };
}

function numeric(decimal: string | undefined, hexadecimal: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '0', 16) : Number.parseInt(decimal, 10);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

function named(name: string): string | undefined {
  const accented = ACCENTED.exec(name);
  if (accented !== null) return `${accented[1] ?? ''}${ACCENTS.get(accented[2] ?? '') ?? ''}`.normalize('NFC');
  return NAMED.get(name);
}
