/** How much of a text an edit changed, 0 to 1: what is left between the common beginning and the common end, in UTF-16 units. */
export function changedRatio(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  const longer = Math.max(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return longer === 0 ? 0 : (longer - start - end) / longer;
}
