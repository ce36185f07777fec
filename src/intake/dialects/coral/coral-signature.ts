import { createHmac, timingSafeEqual } from 'node:crypto';

const ONE = /^sha256=([0-9a-f]{64})$/i;
/** One for each secret that is active over there during a rotation. */
const MOST = 10;

/**
 * Whether one of the signatures in Coral's header (`sha256=<hex>,sha256=<hex>`) is by this secret: HMAC-SHA256 over the body's bytes, keyed
 * with the whole secret as text, its prefix included. Takes as long whatever is wrong; what is no signature is passed over.
 */
export function isSignedBy(secret: string, body: Buffer, header: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  return header.split(',', MOST).some((part) => {
    const hex = ONE.exec(part.trim())?.[1];
    return hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), expected);
  });
}
