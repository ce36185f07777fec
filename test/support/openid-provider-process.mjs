// A real OpenID Connect provider for tests, in a process of its own. Whoever signs in types who they are: an address, and
// behind a # what the provider shall say differently of it. Prints the port it listens on.
//   node test/support/openid-provider-process.mjs REDIRECT_URI
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${String(port)}`, {
    clients: [{ client_id: 'weir', client_secret: 'secret-of-weir-at-the-provider', redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a-key-for-tests'] },
    findAccount: (_context, id) => {
      const [email, kind] = id.split('#');
      return { accountId: id, claims: () => ({ sub: id, email, email_verified: kind !== 'unverified', name: 'Somebody' }) };
    },
  });
  server.on('request', provider.callback());
  process.stdout.write(`port ${String(port)}\n`);
});
process.on('SIGTERM', () => process.exit(0));
