import { type TextFormat } from '../facts';
import { needleSet } from './needle-set';
import { TEXT_FIELD_NAMES } from './text-fields';

const matcher = needleSet().compile();

function stats(body: string, format: TextFormat = 'text'): (name: string) => unknown {
  const reading = matcher.read({ body, format });
  return (name) => reading.field(`stats.${name}`);
}

describe('statistics', () => {
  it('count what a reader counts', () => {
    const of = stats("Don't shout, DON'T! 👨‍👩‍👧‍👦👍🏽 🇩🇪");
    expect(of('words')).toBe(3);
    expect(of('letters')).toBe(13);
    expect(of('emoji')).toBe(3);
    expect(of('invisible')).toBe(0);
    expect(of('unique_word_ratio')).toBeCloseTo(2 / 3);
  });

  it('measure shouting and stretching', () => {
    expect(stats('WAKE up')('caps_ratio')).toBeCloseTo(4 / 6);
    expect(stats('nOoooo way!!!')('max_repeat')).toBe(5);
    expect(stats('a          b')('max_repeat')).toBe(1);
    expect(stats('ÄÖÜ ДА')('caps_ratio')).toBe(1);
    expect(stats('')('caps_ratio')).toBe(0);
    expect(stats('!?!?ab')('symbol_ratio')).toBeCloseTo(4 / 6);
  });

  it('see what hides', () => {
    expect(stats('s\u200blu\u00adr')('invisible')).toBe(2);
    expect(stats('می\u200cخواهم')('invisible')).toBe(0);
    expect(stats('ѕlurоnе and пример text')('mixed_script_words')).toBe(1);
  });

  it('count mentions, not e-mail addresses', () => {
    expect(stats('@jane and a@b.de, @_x_')('mentions')).toBe(2);
  });

  it('look at the visible text', () => {
    expect(stats('<b title="XXXXXXXXX">ab</b>', 'html')('length')).toBe(2);
    expect(stats('', 'html')('unique_word_ratio')).toBe(1);
  });

  it('are no other fields', () => {
    expect(TEXT_FIELD_NAMES).toContain('stats.words');
    expect(stats('a')('nothing')).toBeUndefined();
  });
});
