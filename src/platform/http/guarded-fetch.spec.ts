import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressPolicy } from './address-policy';
import { GuardedFetch, RefusedUrlError, urlProblem } from './guarded-fetch';

const REQUEST = { headers: { 'content-type': 'application/json' }, body: '{}', timeoutMs: 5_000 };

describe('urlProblem', () => {
  const policy = new AddressPolicy();

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://１２７.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]:8080/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.7:8443/hook',
  ])('sees through %s', (url) => {
    expect(urlProblem(url, policy)).toMatch('not public');
  });

  it.each(['ftp://news.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'news.example/hook', 'https://', 'https://ana:secret@news.example/', 'https://ana@news.example/'])('refuses %s', (url) => {
    expect(urlProblem(url, policy)).toMatch(/^Must/);
  });

  it.each(['https://news.example/hook?site=1', 'http://news.example:8080/', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])('lets %s be tried', (url) => {
    expect(urlProblem(url, policy)).toBeNull();
  });
});

describe('GuardedFetch', () => {
  let server: Server;
  let port: number;
  let seen: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/redirect') response.writeHead(302, { location: '/target' }).end();
      else if (request.url === '/busy') response.writeHead(503, { 'retry-after': '7' }).end();
      else if (request.url === '/endless') response.writeHead(200).write('x'.repeat(4_096));
      else if (request.url === '/answer') response.writeHead(204).end();
      // Everything else gets no answer.
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const at = (path: string, host = '127.0.0.1'): string => `http://${host}:${String(port)}${path}`;
  const withFetch = async <T>(networks: readonly string[], work: (fetch: GuardedFetch) => Promise<T>): Promise<T> => {
    const fetch = new GuardedFetch(new AddressPolicy(networks));
    return work(fetch).finally(() => fetch.close());
  };
  const OPEN = ['127.0.0.0/8', '::1/128'];

  it.each(['127.0.0.1', 'localhost', '2130706433'])('connects nobody to %s', async (host) => {
    await expect(withFetch([], (fetch) => fetch.post(at('/answer', host), REQUEST))).rejects.toThrow(RefusedUrlError);
    expect(seen).toEqual([]);
  });

  it('judges the address a name resolves to, not the name', async () => {
    await expect(withFetch(['10.0.0.0/8'], (fetch) => fetch.post(at('/answer', 'localhost'), REQUEST))).rejects.toThrow('not public');
    await expect(withFetch(OPEN, (fetch) => fetch.post(at('/answer', 'localhost'), REQUEST))).resolves.toEqual({ status: 204, retryAfter: null });
  });

  it('does not follow a redirect', async () => {
    await expect(withFetch(OPEN, (fetch) => fetch.post(at('/redirect'), REQUEST))).resolves.toMatchObject({ status: 302 });
    expect(seen).toEqual(['/redirect']);
  });

  it('passes on when the receiver wants to be asked again', async () => {
    await expect(withFetch(OPEN, (fetch) => fetch.post(at('/busy'), REQUEST))).resolves.toEqual({ status: 503, retryAfter: '7' });
  });

  it('does not wait for the end of a long answer', async () => {
    await expect(withFetch(OPEN, (fetch) => fetch.post(at('/endless'), REQUEST))).resolves.toMatchObject({ status: 200 });
  });

  it('gives up when the time is over', async () => {
    await expect(withFetch(OPEN, (fetch) => fetch.post(at('/silence'), { ...REQUEST, timeoutMs: 50 }))).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
