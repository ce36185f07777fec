/** The records of a CSV text (RFC 4180): quoted fields may hold commas, line breaks and doubled quotes. Blank lines are no records. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  // A field with what ends it: a quoted one, or everything up to the next comma or line break.
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    const [whole, quoted, bare, end] = match;
    record.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      if (record.length > 1 || record[0] !== '') records.push(record);
      record = [];
    }
    if (whole === '' || field.lastIndex === text.length) return records;
  }
  throw new Error(`Not CSV after record ${records.length}`);
}

/** {@link parseCsv} with the first record as the names of the columns. */
export function parseTable(text: string): Record<string, string>[] {
  const [names = [], ...records] = parseCsv(text.replace(/^\uFEFF/, ''));
  return records.map((record) => Object.fromEntries(names.map((name, column) => [name, record[column] ?? ''])));
}
