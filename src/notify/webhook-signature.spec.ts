import { createHmac } from 'node:crypto';
import { newWebhookSecret, signatureHeaders } from './webhook-signature';

describe('signatureHeaders', () => {
  it('agrees with the test vector of the standard', () => {
    const message = { messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', sentAt: new Date(1_614_265_330_000) };
    expect(signatureHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('signs the bytes of the body with every secret', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const headers = signatureHeaders({ messageId: 'msg_1', body: '{"text":"Año 😀"}', sentAt: new Date(1_614_265_330_999) }, secrets);
    const expected = secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update('msg_1.1614265330.{"text":"Año 😀"}').digest('base64')}`);
    expect(headers['webhook-signature']).toBe(expected.join(' '));
  });
});

describe('newWebhookSecret', () => {
  it('is 32 bytes that nobody had before', () => {
    const secret = newWebhookSecret();
    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(newWebhookSecret()).not.toBe(secret);
  });
});
