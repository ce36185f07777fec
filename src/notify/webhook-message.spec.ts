import fc from 'fast-check';
import { messageBody, messageId } from './webhook-message';

const AT = new Date('2026-11-23T10:00:00.000Z');
const message = { type: 'comment.decided', createdAt: AT, payload: { site: 'demo', comment: { id: 'c-1', status: 'published', version: 2 } } } as const;

describe('messageBody', () => {
  it('is minified and in the order of the standard', () => {
    expect(messageBody(message, null)).toBe('{"type":"comment.decided","timestamp":"2026-11-23T10:00:00.000Z","data":{"site":"demo","comment":{"id":"c-1","status":"published","version":2}}}');
  });

  it('carries the text only where it is asked for', () => {
    expect(JSON.parse(messageBody(message, 'Well said.'))).toMatchObject({ data: { comment: { id: 'c-1', body: 'Well said.' } } });
    expect(messageBody(message, 'Well said.')).not.toContain('bodyTruncated');
  });

  it('cannot put a text on a message without a comment', () => {
    expect(messageBody({ ...message, payload: { site: 'demo' } }, 'x')).toContain('"data":{"site":"demo"}');
  });

  it('stays below 20 kB whatever the text, and says when it was cut', () => {
    const long = fc.tuple(fc.constantFrom('a', 'é', '漢', '😀', '"', '\n', '\u0001'), fc.nat(30_000)).map(([character, times]) => character.repeat(times));
    fc.assert(
      fc.property(long, (text) => {
        const body = messageBody(message, text);
        const { comment } = (JSON.parse(body) as { data: { comment: { body: string; bodyTruncated?: boolean } } }).data;
        expect(Buffer.byteLength(body)).toBeLessThan(20_000);
        expect(text.startsWith(comment.body)).toBe(true);
        expect(comment.body.isWellFormed()).toBe(true);
        expect(comment.bodyTruncated ?? false).toBe(comment.body !== text);
      }),
    );
  });
});

describe('messageId', () => {
  it('has no dot, which would make the signed text ambiguous', () => {
    expect(messageId('0198c0de-0000-7000-8000-000000000000')).toMatch(/^msg_[0-9a-f-]+$/);
  });
});
