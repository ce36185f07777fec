import fc from 'fast-check';
import { loadLanguageScorer, type LanguageScorer } from './language';

let scorer: LanguageScorer;

beforeAll(async () => {
  scorer = await loadLanguageScorer();
});

const fields = (body: string, expected: readonly string[] = [], format: 'text' | 'html' = 'text') => scorer.fieldsOf({ body, format }, expected);

describe('the language of a body', () => {
  it.each([
    ['en', 'The council should have asked the people who live beside the river first.'],
    ['de', 'Der Stadtrat hätte zuerst die Leute fragen sollen, die am Fluss wohnen.'],
    ['fr', 'Le conseil aurait dû demander leur avis aux gens qui vivent près de la rivière.'],
    ['es', 'El ayuntamiento debería haber preguntado primero a los vecinos del río.'],
    ['ru', 'Городскому совету следовало сначала спросить тех, кто живёт у реки.'],
    ['ja', '市議会はまず川のそばに住んでいる人たちの意見を聞くべきだったと思います。'],
  ])('is %s', (code, body) => {
    const said = fields(body, [code === 'en' ? 'de' : 'en']);
    expect(said).toMatchObject({ 'lang.code': code, 'lang.expected': false });
    expect(said['lang.confidence']).toBeGreaterThanOrEqual(0.8);
  });

  it('is expected when the site names it, with or without a region, and unsaid when the site names none', () => {
    const body = 'Der Stadtrat hätte zuerst die Leute fragen sollen, die am Fluss wohnen.';
    expect(fields(body, ['fr', 'de-CH'])).toMatchObject({ 'lang.expected': true });
    expect(fields(body, ['en'])).toMatchObject({ 'lang.expected': false });
    expect(fields(body)).not.toHaveProperty(['lang.expected']);
  });

  it.each(['Merci!', 'ok', '', '👍👍👍👍', '12 345 678 901 234 567 890', 'https://example.org/das-ist-eine-lange-adresse @jemand_anderes'])('is not guessed from %j', (body) => {
    expect(fields(body, ['en'])).toEqual({ 'lang.confidence': 0 });
  });

  it('is read from what a reader sees, not from markup, links and names', () => {
    const body = '<p class="the most of what stands here is not said"><a href="https://example.org/the-people-who-live-beside-the-river">Die Leute am Fluss hat niemand gefragt</a></p>';
    expect(fields(body, [], 'html')).toMatchObject({ 'lang.code': 'de' });
  });

  it('is a confidence between 0 and 1, the same each time, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (body) => {
      const said = fields(body, ['en']);
      expect(said['lang.confidence']).toBeGreaterThanOrEqual(0);
      expect(said['lang.confidence']).toBeLessThanOrEqual(1);
      expect(fields(body, ['en'])).toEqual(said);
    }));
  });
});
