import { ERRORS } from '../../../src/domain/errors';
import { startTestApp, type TestApp } from '../../support/app';
import { Client } from '../../support/client';

describe('the pages that people open in a browser', () => {
  let service: TestApp;
  let browser: Client;

  beforeAll(async () => {
    service = await startTestApp();
    browser = new Client(service.app);
  }, 60_000);

  afterAll(() => service.close());

  it.each(['/console/', '/console/demo/desk', '/console/demo/desk/spam/0198', '/console/..%2fpackage.json'])('answers %s with the desk, which finds its own way', async (path) => {
    const { status, headers, body } = await browser.get(path);
    expect({ status, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8', cache: 'no-cache' });
    expect(body).toContain('<div id="root">');
  });

  it('keeps hashed files for good and says of a missing one that it is missing', async () => {
    const { body: page } = await browser.get('/console/');
    const script = /\/console\/assets\/[\w.-]+\.js/.exec(page as string)?.[0] ?? '';
    expect((await browser.get(script)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await browser.get('/console/assets/long-gone.js')).status).toBe(404);
  });

  it('loads everything on its pages from itself', async () => {
    for (const path of ['/', '/demo', '/console/', '/docs/problems']) {
      const { body, headers } = await browser.get(path);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
      expect(body).not.toMatch(/<script(?![^>]* src=)/);
    }
  });

  it('gives the comment box to any page, compressed below 15 kB, and asks again cheaply', async () => {
    const { status, headers } = await browser.get('/embed.js', { 'accept-encoding': 'br' });
    expect({ status, origin: headers['access-control-allow-origin'], encoding: headers['content-encoding'] }).toEqual({ status: 200, origin: '*', encoding: 'br' });
    expect(Number(headers['content-length'])).toBeLessThan(15_000);
    const zipped = await browser.get('/embed.js', { 'accept-encoding': 'gzip' });
    expect([zipped.headers['content-encoding'], Number(zipped.headers['content-length']) < 15_000]).toEqual(['gzip', true]);
    expect((await browser.get('/embed.js', { 'accept-encoding': 'br', 'if-none-match': String(headers['etag']) })).status).toBe(304);
  });

  it('has the demo article with its comment box', async () => {
    const { body } = await browser.get('/demo');
    expect(body).toContain('data-article="caracas-2026-02-22"');
    expect((await browser.get('/demo/article.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it.each(['/demo/..%2fembed.js', '/demo/%2e%2e%2f%2e%2e%2fpackage.json', '/demo/none.css'])('has nothing outside the demo: %s', async (path) => {
    expect((await browser.get(path)).status).toBe(404);
  });

  it('explains every error code under its own anchor', async () => {
    const { body } = await browser.get('/docs/problems');
    const anchors = [...(body as string).matchAll(/<section id="(\w+)"/g)].map(([, code]) => code);
    expect(anchors).toEqual(Object.keys(ERRORS));
  });
});
