import fc from 'fast-check';
import { acceptedLanguages } from './accept-language';

describe('acceptedLanguages', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['de', ['de']],
    ['de-AT,de;q=0.9,en;q=0.5', ['de-AT', 'de', 'en']],
    ['en;q=0.2, fr;q=0.8 , de', ['de', 'fr', 'en']],
    ['es, *;q=0.1, fr;q=0', ['es']],
    ['de;q=2, en;q=x, ;, fr', ['fr']],
    ['a'.repeat(501), []],
  ])('of %j are %j', (header, languages) => {
    expect(acceptedLanguages(header)).toEqual(languages);
  });

  it('are at most ten, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('de', 'en;q=0.3', 'fr;q=1'), fc.string({ maxLength: 12 }))), (parts) => {
        expect(acceptedLanguages(parts.join(',')).length).toBeLessThanOrEqual(10);
      }),
    );
  });
});
