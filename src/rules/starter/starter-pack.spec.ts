import { decide } from '../../engine/decide/decide';
import type { FactValue } from '../../engine/facts';
import { checkRuleSet } from '../../engine/language/check';
import { compileRuleSet, type CompiledRuleSet } from '../../engine/language/compile';
import { entryOf, type RuleDocument } from '../../engine/language/document';
import { parseRuleSet } from '../../engine/language/parse';
import { runExamples } from '../../engine/language/examples';
import { starterPack, type StarterPack } from './starter-pack';

let pack: StarterPack;
let compiled: CompiledRuleSet;

beforeAll(async () => {
  pack = await starterPack();
  compiled = compileRuleSet(pack.document);
});

function verdict(body: string, fields: Readonly<Record<string, FactValue>> = {}) {
  const facts = { event: 'create', receivedAt: '2026-11-23T10:00:00Z', base: 'publish', fields, failed: [], rates: {}, sampleBuckets: {} } as const;
  return decide(compiled, facts, { body, format: 'text' });
}

const newcomer = { 'author.kind': 'registered', 'author.approved': 0, 'author.rejected': 0 };

describe('the starter pack', () => {
  it('passes the check, with one warning: sums of money have no letter in common', () => {
    expect(checkRuleSet(pack.document)).toEqual({ problems: [], warnings: [expect.objectContaining({ message: expect.stringContaining('€] ?\\d') as string })] });
  });

  it('keeps its word in every example', () => {
    expect(runExamples(compiled)).toEqual([]);
  });

  it('shows for every rule where it begins and where it ends', () => {
    const thin = pack.document.rules.filter(({ examples }: RuleDocument) => (examples?.match.length ?? 0) < 2 || (examples?.no_match.length ?? 0) < 2);
    expect(thin.map((rule) => rule.id)).toEqual([]);
  });

  it('fills the profanity lists from packages that say so', () => {
    const lists = (pack.document.lists ?? []).filter((list) => list.id.startsWith('profanity-'));
    expect(lists.map((list) => [list.id, list.entries.length > 30, list.source?.includes('cuss'), list.license])).toEqual([
      ['profanity-strong', true, true, 'MIT, CC-BY-4.0'],
      ['profanity-mild', true, true, 'MIT, CC-BY-4.0'],
    ]);
  });

  it('says as text what it says as a value', () => {
    expect(parseRuleSet(pack.yaml)).toMatchObject({ document: pack.document });
    expect(pack.yaml).toContain('# The rule set a new site starts with.');
  });

  it('takes no ordinary word for profanity', () => {
    const terms = new Set((pack.document.lists ?? []).filter((list) => list.kind === 'words').flatMap((list) => list.entries.map((entry) => entryOf(entry).term)));
    const ordinary = ['church', 'fire', 'kid', 'sex', 'rape', 'porn', 'dick', 'niggardly', 'niggard', 'welfare', 'slave', 'gypsy', 'pollock', 'stupid', 'suck', 'spit', 'dope'];
    expect(ordinary.filter((word) => terms.has(word))).toEqual([]);
  });
});

describe('a site with the starter rules', () => {
  it.each([
    'Thank you for this report, I learned a lot.',
    'The minister should explain why the budget was cut three times in a row.',
    'I walked past the church when the fire broke out; the kids were lucky.',
    'My grandfather was a Cuban doctor in Caracas. He would have been proud of them!',
    'He lives in Leeds and works at the hospital, as the article says.',
    'Fox was always my favourite news channel, but this is too much.',
    'Subscribe if you like quality, the paper told us, and then it doubled the price.',
  ])('publishes a harmless comment of a newcomer: %s', (body) => {
    expect(verdict(body, newcomer)).toMatchObject({ action: 'publish', primaryRule: null });
    expect(verdict(body, { 'author.kind': 'anonymous' })).toMatchObject({ action: 'publish' });
  });

  it('holds a link shortener from a newcomer and says why', () => {
    const said = verdict('great tips at https://bit.ly/3xYz', newcomer);
    expect(said).toMatchObject({ action: 'hold', primaryRule: 'spam-links', policy: 'spam.links', reason: 'Link to an unknown domain from a new author', queue: 'spam' });
    expect(said.hits[0]?.spans).toEqual([{ field: 'body', start: 14, end: 33, entry: 'shorteners:bit.ly', via: [] }]);
  });

  it.each([
    ['https://www.reuters.com/world/', 'publish', 0],
    ['I described how we repaired the roof of our chapel after the storm at https://village-history.example', 'publish', 200],
    ['https://village-history.example', 'hold', 500],
  ])('weighs a plain link of a newcomer: %s', (body, action, total) => {
    expect(verdict(body, newcomer)).toMatchObject({ action, score: { total } });
  });

  it('lets an author with a long clean record link and shout, but not threaten', () => {
    const trusted = { 'author.kind': 'subscriber', 'author.approved': 200, 'author.approval_rate': 0.99 };
    expect(verdict('ALL OF THIS WAS KNOWN FOR YEARS AND NOBODY LISTENED', trusted)).toMatchObject({ action: 'publish', score: { total: 0 } });
    expect(verdict('I am going to kill you', trusted)).toMatchObject({ action: 'hold', primaryRule: 'threats', urgency: 'urgent' });
  });

  it.each([
    'Hey guys, check out my new music video and subscribe to my channel!',
    'Make money online from home with this one trick',
    'please like my page and follow me on instagram',
    'Great post! Thanks for sharing. Visit https://seo-agency.example',
    'watch this video https://some-videos.example/watch?v=1',
  ])('holds what is plainly an advertisement: %s', (body) => {
    expect(verdict(body, newcomer).action).toBe('hold');
  });

  it('counts mild profanity without holding the comment', () => {
    const said = verdict('This is bullshit, an utter load of bollocks, and you know it.', newcomer);
    expect(said).toMatchObject({ action: 'publish', score: { total: 150 } });
  });

  it('does not reject by itself, except on closed stories', () => {
    const rejecting = pack.document.rules.filter((rule) => rule.then.action === 'reject').map((rule) => rule.id);
    expect(rejecting).toEqual(['comments-closed']);
  });
});
