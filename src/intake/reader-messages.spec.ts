import { readerMessage } from './reader-messages';

describe('readerMessage', () => {
  it.each([
    [[], 'This comment was not published.'],
    [['de-AT', 'en'], 'Dieser Kommentar wurde nicht veröffentlicht.'],
    [['nl', 'FR'], 'Ce commentaire n’a pas été publié.'],
    [['en-GB', 'de'], 'This comment was not published.'],
    [['constructor', 'toString'], 'This comment was not published.'],
  ])('of a rejection for %j is “%s”', (languages, message) => {
    expect(readerMessage('rejected', languages)).toBe(message);
  });
});
