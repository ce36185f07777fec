/** A payment card's name when issuer, length and check digit (Luhn, ISO/IEC 7812-1) are right, else null. */
export function cardOrNull(digits: string): string | null {
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return null;
  return /^(?:3[47]|3[068]|35|4|5[0-8]|2[2-7]|6)/.test(digits) && luhn(digits) ? 'card' : null;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = Number(digits[digits.length - 1 - i]);
    const doubled = value * 2;
    sum += i % 2 === 0 ? value : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

interface Identity {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

interface Scheme {
  readonly name: string;
  readonly shape: RegExp;
  readonly isValid: (compact: string) => boolean;
}

// Lengths by country: the IBAN registry of ISO 13616.
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Remainder by 97 of a number too long for arithmetic, letters counting as 10 to 35. */
function mod97(text: string): number {
  let rest = 0;
  for (const char of text) rest = Number(`${String(rest)}${String(Number.parseInt(char, 36))}`) % 97;
  return rest;
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const CODICE_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function codiceFiscale(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = Number.parseInt(code.charAt(i), 36);
    const index = value >= 10 ? value - 10 : value;
    sum += i % 2 === 0 ? (CODICE_ODD[index] ?? 0) : index;
  }
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

const SCHEMES: readonly Scheme[] = [
  { name: 'iban', shape: /[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}/g, isValid: (c) => mod97(c.slice(4) + c.slice(0, 4)) === 1 },
  { name: 'ssn', shape: /(?<!\d)(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?!\d)/g, isValid: () => true },
  { name: 'dni', shape: /(?<![A-Z0-9])(?:\d{8}|[XYZ]\d{7})-?[A-Z](?![A-Za-z0-9])/g, isValid: dni },
  { name: 'codice-fiscale', shape: /(?<![A-Z0-9])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z0-9])/g, isValid: codiceFiscale },
  { name: 'nir', shape: /(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\d)/g, isValid: (c) => 97 - mod97(c.slice(0, 13)) === Number(c.slice(13)) },
  { name: 'personnummer', shape: /(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}(?!\d)/g, isValid: (c) => luhn(c.slice(-10)) },
];

function dni(compact: string): boolean {
  const number = compact.slice(0, -1).replace(/^X/, '0').replace(/^Y/, '1').replace(/^Z/, '2');
  return DNI_LETTERS[Number(number) % 23] === compact.at(-1);
}

/** The first IBAN or national identity number with right check digits in a stretch of letters, digits and separators. */
export function identityOrNull(text: string): Identity | null {
  for (const { name, shape, isValid } of SCHEMES) {
    for (const match of text.matchAll(shape)) {
      const raw = name === 'iban' ? cutToCountry(match[0]) : match[0];
      if (raw !== null && isValid(raw.replace(/[ +-]/g, ''))) return { name, from: match.index, to: match.index + raw.length };
    }
  }
  return null;
}

/** As much of an IBAN-like stretch as its country's accounts have characters. */
function cutToCountry(raw: string): string | null {
  const length = IBAN_LENGTHS.get(raw.slice(0, 2));
  if (length === undefined) return null;
  let seen = 0;
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== ' ') seen++;
    if (seen === length) return raw.slice(0, i + 1);
  }
  return null;
}
