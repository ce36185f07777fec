import { RULE_SET_SCHEMA } from '../engine/language/schema';

type Node = Readonly<Record<string, unknown>>;

const STORED_ENTRIES: Node = {
  type: 'object',
  required: ['stored'],
  additionalProperties: false,
  properties: {
    stored: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'The fingerprint that the service gave the entries when they were imported.' },
    count: { type: 'integer', minimum: 0, description: 'How many entries there are, for people.' },
  },
  description: 'A long list that was imported, named by what it holds. To change it, import again.',
};

/** The language's schema as people write it: long lists may be named instead of written out. */
export function editorSchema(): Node {
  const { $defs } = RULE_SET_SCHEMA as { readonly $defs: Readonly<Record<string, Node>> };
  const list = $defs['list'] as { readonly properties: Readonly<Record<string, Node>> };
  const entries = { anyOf: [list.properties['entries'], STORED_ENTRIES], description: list.properties['entries']?.['description'] };
  return { ...RULE_SET_SCHEMA, $defs: { ...$defs, list: { ...list, properties: { ...list.properties, entries } } } };
}
