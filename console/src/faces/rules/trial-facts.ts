/** Reads facts for a trial, one `field: value` per line; what is no number, yes or no is a text, and commas make a list of `[a, b]`. */
export function factsOf(text: string): Record<string, unknown> {
  const lines = text.split('\n').flatMap((line) => {
    const [, field = '', value = ''] = /^\s*([\w.]+)\s*[:=]\s*(.*?)\s*$/.exec(line) ?? [];
    return field === '' || value === '' ? [] : [[field, valueOf(value)] as const];
  });
  return Object.fromEntries(lines);
}

function valueOf(text: string): unknown {
  if (/^(true|yes)$/i.test(text)) return true;
  if (/^(false|no)$/i.test(text)) return false;
  if (/^\[.*\]$/.test(text)) return text.slice(1, -1).split(',').map((part) => part.trim()).filter((part) => part !== '');
  return Number.isFinite(Number(text)) ? Number(text) : text;
}
