import { got } from '../client.js';
import { type Command, UsageError } from './run.js';

const SCOPES = ['comments:write', 'comments:read', 'articles:write', 'reports:write', 'admin'] as const;
type Scope = (typeof SCOPES)[number];

export async function keys(command: Command): Promise<number> {
  const [what, name, ...scopes] = command.words;
  const { weir, flags, out } = command;
  const path = { site: weir.site };
  switch (what) {
    case 'list': {
      const page = got(await weir.api.GET('/v1/sites/{site}/keys', { params: { path, query: { limit: 100 } } }));
      out(flags.json === true ? `${JSON.stringify(page)}\n` : page.items.map((key) => `${key.id}  ${key.name}  ${key.scopes.join(' ')}\n`).join(''));
      return 0;
    }
    case 'create': {
      if (name === undefined || scopes.length === 0 || !scopes.every((scope): scope is Scope => (SCOPES as readonly string[]).includes(scope))) throw new UsageError(`A key needs a name and scopes: ${SCOPES.join(', ')}.`);
      const key = got(await weir.api.POST('/v1/sites/{site}/keys', { params: { path }, body: { name, scopes } }));
      out(flags.json === true ? `${JSON.stringify(key)}\n` : `${key.secret}\n`);
      return 0;
    }
    case 'revoke': {
      if (name === undefined) throw new UsageError('Which key? Give its id.');
      got(await weir.api.DELETE('/v1/sites/{site}/keys/{id}', { params: { path: { ...path, id: name } } }));
      return 0;
    }
    default:
      throw new UsageError('keys takes list, create or revoke.');
  }
}
