/** Letters that are drawn like Latin ones, after folding. Never one for two (m is not rn), or the words around would change. */
const PAIRS =
  'аaвbгrеeкkмmнhоoпnрpсcтtуyхxшwщwьbяrѕsіiјjԁdԛqԝwһhєeӏl' +
  'αaβbγyεeζzηnιiκkμuνvοoρpτtυuχxωw' +
  'øołlđdħhıiɑaɡgƒfǝeəeɛeɪiʀrʏyʟlɴnʜhɢgʙbᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜰfꜱs';

const LEET_PAIRS = '0o1i3e4a5s6g7t8b9g';
const SYMBOL_PAIRS = '@a$s!i|i+t(c€e';

function tableOf(pairs: string): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let i = 0; i < pairs.length; i += 2) table[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1);
  return table;
}

/** Unit → the Latin letter it looks like, or 0. */
export const LOOK_ALIKES = tableOf(PAIRS);
/** Digit → the letter it is written for, or 0. */
export const DIGITS_AS_LETTERS = tableOf(LEET_PAIRS);
/** Symbol → the letter it is written for, or 0. */
export const SYMBOLS_AS_LETTERS = tableOf(SYMBOL_PAIRS);

/** Letters on coloured squares and discs, and the halves of flags; 0 for anything else. */
export function letterOfPictogram(code: number): number {
  for (const first of [0x1f150, 0x1f170, 0x1f1e6]) if (code >= first && code < first + 26) return 0x61 + code - first;
  return 0;
}
