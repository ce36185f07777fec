import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isSignedBy } from './coral-signature';

const sign = (secret: string, body: Buffer): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe("Coral's signature", () => {
  it('is keyed with the whole secret as text, prefix included', () => {
    expect(isSignedBy('empsec_0123456789abcdef', Buffer.from('{}'), sign('empsec_0123456789abcdef', Buffer.from('{}')))).toBe(true);
    expect(isSignedBy('empsec_0123456789abcdef', Buffer.from('{}'), sign('0123456789abcdef', Buffer.from('{}')))).toBe(false);
  });

  it('may stand among others, in capitals, with spaces', () => {
    const body = Buffer.from('{"a":1}');
    expect(isSignedBy('empsec_new', body, `${sign('empsec_old', body)},${sign('empsec_new', body)}`)).toBe(true);
    expect(isSignedBy('empsec_new', body, ` ${sign('empsec_new', body).replace(/[0-9a-f]+$/, (hex) => hex.toUpperCase())} `)).toBe(true);
  });

  it('of other bytes, or of another length, is none, and nothing throws', () => {
    const body = Buffer.from('{}');
    for (const header of ['', ',', 'sha256=', 'sha256=ab', `${sign('empsec_a', body)}0`, sign('empsec_a', Buffer.from('{} ')), sign('empsec_a', body).replace('sha256', 'sha1')]) expect(isSignedBy('empsec_a', body, header)).toBe(false);
    fc.assert(fc.property(fc.string(), (header) => { expect(isSignedBy('empsec_a', body, header)).toBe(false); }));
  });
});
