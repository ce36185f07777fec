import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from './fold';
import { isForeignLetter, letterOfPictogram, LOOK_ALIKES } from './look-alikes';

const letterFor = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  const letter = code > 0xffff ? letterOfPictogram(code) : (LOOK_ALIKES[code] ?? 0);
  return letter === 0 ? '' : String.fromCharCode(letter);
};

describe('look-alikes', () => {
  it('are what their script makes of its sources', () => {
    const made = execFileSync(process.execPath, [join(__dirname, '../../../scripts/tables/look-alikes.mjs'), '--print'], { encoding: 'utf8' });
    expect(readFileSync(join(__dirname, 'generated/look-alike-pairs.ts'), 'utf8')).toBe(made);
  });

  it.each([['ѵаӏіпg', 'vali g'.replace(' ', 'n')], ['тһгоԝ', 'throw'], ['ᴍᴏʀᴏɴ', 'moron'], ['ΙδΙοτ'.toLowerCase(), 'idiot'], ['𐐬', 'o'], ['🅰', 'a']])('%s', (written, read) => {
    expect(Array.from(written, (char) => letterFor(char) || char).join('')).toBe(read);
  });

  it('are one small Latin letter for one folded letter that is not ASCII', () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      if (LOOK_ALIKES[unit] === 0) continue;
      const char = String.fromCharCode(unit);
      expect([unit > 0x7f, /^\p{L}$/u.test(char), /^[a-z]$/.test(letterFor(char))]).toEqual([true, true, true]);
    }
  });

  it('stand as folding leaves them, so that they are met', () => {
    const folds = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter((char) => letterFor(char) !== '');
    expect(folds.filter((char) => fold(char) !== char)).toEqual([]);
  });

  it('tell letters of other scripts from Latin ones', () => {
    expect(Array.from('жωשمक한漢あ', (char) => isForeignLetter(char.charCodeAt(0)))).toEqual(Array(8).fill(true));
    expect(Array.from('aéßøᴀẝⱦꜱ€–“', (char) => isForeignLetter(char.charCodeAt(0)))).toEqual(Array(11).fill(false));
  });
});
