import fc from 'fast-check';
import { parse, parseDocument, stringify } from 'yaml';
import { canonicalJson } from '../../engine/language/canonical';
import { editedText, editedValue } from './rule-set-edit';

const TEXT = `# Our rules
version: 1

lists:
  - id: words   # the short one
    kind: words
    entries: [one, two]

rules:
  # ---- Spam ----
  - id: links
    name: Links   # said by the desk on Monday
    mode: active
    when: { links.count: { gt: 3 } }
    then: { action: hold, score: 2 }

  # ---- Style ----
  - id: shouting
    name: Shouting
    mode: shadow
    when:
      stats.caps_ratio: { gt: 0.8 }
    then:
      action: flag

# The end
`;

const rules = (parse(TEXT) as { rules: Record<string, unknown>[] }).rules;
const links = rules[0] ?? {};

describe('a change to one rule of a text', () => {
  it('of a single value changes its characters alone', () => {
    expect(editedText(TEXT, { part: 'rules', id: 'links', value: { ...links, mode: 'paused' } })).toBe(TEXT.replace('mode: active', 'mode: paused'));
  });

  it('of a value inside keeps the line as it is written', () => {
    expect(editedText(TEXT, { part: 'rules', id: 'links', value: { ...links, then: { action: 'reject', score: 2.5 } } })).toBe(TEXT.replace('action: hold, score: 2', 'action: reject, score: 2.5'));
  });

  it('of more than values rewrites that rule alone, and keeps the remarks on what stays', () => {
    const next = editedText(TEXT, { part: 'rules', id: 'links', value: { ...links, priority: 5 } }) ?? '';
    expect(next).toContain('name: Links # said by the desk on Monday');
    expect(next).toContain('\n    priority: 5\n');
    const [before, rest] = [TEXT.slice(0, TEXT.indexOf('  - id: links')), TEXT.slice(TEXT.indexOf('\n  # ---- Style'))];
    expect([next.startsWith(before), next.endsWith(rest)]).toEqual([true, true]);
  });

  it('removes its lines, and nobody else’s remarks', () => {
    const next = editedText(TEXT, { part: 'rules', id: 'shouting' });
    expect(next).toBe(TEXT.replace(/ {2}- id: shouting[^]*?flag\n/, ''));
  });

  it('puts a new rule after the last one', () => {
    const next = editedText(TEXT, { part: 'rules', id: 'new', value: { id: 'new', name: 'New' } });
    expect(next).toBe(TEXT.replace('      action: flag\n', '      action: flag\n  - id: new\n    name: New\n'));
  });

  it('makes room where there was no such part', () => {
    expect(parse(editedText('version: 1\nrules: []\n', { part: 'lists', id: 'l', value: { id: 'l', kind: 'words', entries: ['x'] } }) ?? '')).toEqual({ version: 1, rules: [], lists: [{ id: 'l', kind: 'words', entries: ['x'] }] });
  });

  it('says null when there is nothing of that id to remove', () => {
    expect(editedText(TEXT, { part: 'rules', id: 'nothing' })).toBeNull();
  });
});

describe('whatever is changed', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 6 }), tie('node'), { maxKeys: 3 })),
  })).node;
  const item = fc.dictionary(fc.constantFrom('name', 'when', 'then', 'note', 'odd key: #'), value, { maxKeys: 4 });

  it('the new text says exactly the new value', () => {
    fc.assert(fc.property(fc.constantFrom(TEXT, stringify(parse(TEXT)), JSON.stringify(parse(TEXT)), JSON.stringify(parse(TEXT), null, 2)), fc.constantFrom('links', 'shouting', 'new'), item, (text, id, more) => {
      const edit = { part: 'rules', id, value: { id, ...more } } as const;
      const next = editedText(text, edit) ?? '';
      expect(parseDocument(next).errors).toEqual([]);
      expect(canonicalJson(parse(next))).toBe(canonicalJson(editedValue(parse(text), edit)));
    }), { numRuns: 300 });
  });
});
