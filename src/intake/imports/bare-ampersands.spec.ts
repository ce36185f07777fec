import fc from 'fast-check';
import { BareAmpersands } from './bare-ampersands';

function mend(...pieces: readonly string[]): string {
  const ampersands = new BareAmpersands();
  return pieces.map((piece) => ampersands.mend(piece)).join('') + ampersands.end();
}

describe('bare ampersands', () => {
  it('are written as XML wants them; its own entities stay, those of HTML become text', () => {
    expect(mend('salt & pepper &amp; &#8217;&#x2019; &nbsp; &lol9;')).toBe('salt &amp; pepper &amp; &#8217;&#x2019; &amp;nbsp; &amp;lol9;');
  });

  it('stand for themselves in CDATA', () => {
    expect(mend('a & b <![CDATA[c & d]]> & <![CDATA[&]]>')).toBe('a &amp; b <![CDATA[c & d]]> &amp; <![CDATA[&]]>');
  });

  it('are found wherever the file is cut', () => {
    const parts = fc.constantFrom('&', '&amp;', '&am', 'p;', '<![CDATA[', ']]>', ']', '<!', '[', 'CDATA[', '&#38;', ';', 'text ', '&nbsp;');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), fc.array(fc.nat(200), { maxLength: 8 }), (of, cuts) => {
        const whole = of.join('');
        const at = [...cuts.map((cut) => cut % (whole.length + 1)), 0, whole.length].sort((a, b) => a - b);
        expect(mend(...at.slice(1).map((to, index) => whole.slice(at[index], to)))).toBe(mend(whole));
      }),
    );
  });
});
