import fc from 'fast-check';
import { editedValue } from './rule-set-edit';
import { mergeStarter, type MergeTask } from './merge-task';

const rule = (id: string, more: object = {}): object => ({ id, name: id, mode: 'active', priority: 1, ...more });
const task = (base: object[], mine: object[], theirs: object[]): MergeTask => ({ base: { rules: base }, mine: { rules: mine }, theirs: { rules: theirs }, lists: [] });
const after = (given: MergeTask): unknown => mergeStarter(given).edits.reduce<object>((document, edit) => editedValue(document, edit) ?? document, given.mine as object);

describe('an update of the starter pack', () => {
  it.each([
    ['brings what is new', [rule('a')], [rule('a')], [rule('a'), rule('b')], [rule('a'), rule('b')], ['b taken']],
    ['changes what the site left alone', [rule('a')], [rule('a')], [rule('a', { priority: 2 })], [rule('a', { priority: 2 })], ['a taken']],
    ['removes what the site left alone', [rule('a'), rule('b')], [rule('a'), rule('b')], [rule('a')], [rule('a')], ['b taken']],
    ['leaves what only the site changed', [rule('a')], [rule('a', { mode: 'paused' })], [rule('a')], [rule('a', { mode: 'paused' })], []],
    ['leaves the rules of the site', [], [rule('own')], [rule('a')], [rule('own'), rule('a')], ['a taken']],
    ['joins changes in different places', [rule('a')], [rule('a', { mode: 'paused' })], [rule('a', { priority: 2 })], [rule('a', { mode: 'paused', priority: 2 })], ['a merged']],
    ['keeps the site’s word where both changed the same', [rule('a')], [rule('a', { priority: 5 })], [rule('a', { priority: 2 })], [rule('a', { priority: 5 })], ['a conflict priority']],
    ['does not bring back what the site removed', [rule('a')], [], [rule('a', { priority: 2 })], [], ['a conflict']],
    ['does not remove what the site changed', [rule('a')], [rule('a', { priority: 5 })], [], [rule('a', { priority: 5 })], ['a conflict']],
  ])('%s', (...[, base, mine, theirs, expected, told]) => {
    const given = task(base, mine, theirs);
    expect(after(given)).toEqual({ rules: expected });
    expect(mergeStarter(given).items.map(({ id, outcome, conflicts }) => [id, outcome, ...conflicts].join(' '))).toEqual(told);
  });

  it('merges lists term by term', () => {
    const list = (...entries: unknown[]): object => ({ lists: [{ id: 'l', kind: 'words', entries }] });
    const given = { base: list('a', 'b', 'c', 'd'), mine: list('a', { term: 'b', note: 'ours' }, 'd', 'own'), theirs: list('a', 'c', 'new', { term: 'd', lang: 'en' }), lists: [] };
    const { items, edits } = mergeStarter(given);
    expect(items).toEqual([{ part: 'lists', id: 'l', change: 'changed', outcome: 'conflict', conflicts: ['b'] }]);
    expect(edits[0]?.value?.['entries']).toEqual(['a', { term: 'b', note: 'ours' }, { term: 'd', lang: 'en' }, 'own', 'new']);
  });

  it('reads long lists where they are only named', () => {
    const hash = (digit: string): string => digit.repeat(64);
    const list = (digit: string): object => ({ lists: [{ id: 'l', kind: 'words', entries: { stored: hash(digit), count: 1 } }] });
    const { edits } = mergeStarter({ base: list('1'), mine: list('2'), theirs: list('3'), lists: [[hash('1'), '["a"]'], [hash('2'), '["a","own"]'], [hash('3'), '["a","new"]']] });
    expect(edits[0]?.value?.['entries']).toEqual(['a', 'own', 'new']);
  });

  it('never touches what only the site has, and is quiet when done twice', () => {
    const rules = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), priority: fc.nat(2), mode: fc.constantFrom('active', 'paused') }), { selector: ({ id }) => id });
    fc.assert(fc.property(rules, rules, rules, (base, mine, theirs) => {
      const merged = after(task(base, mine, theirs)) as { rules: { id: string }[] };
      for (const own of mine.filter(({ id }) => !base.some((one) => one.id === id) && !theirs.some((one) => one.id === id))) expect(merged.rules).toContainEqual(own);
      for (const { edits } of [mergeStarter({ base: { rules: theirs }, mine: merged, theirs: { rules: theirs }, lists: [] })]) expect(edits).toEqual([]);
    }));
  });
});
