import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { RULE_SET_SCHEMA } from './schema';
import type { SchemaNode } from './schema-operands';

interface Described {
  readonly at: string;
  readonly node: SchemaNode;
}

const inside = (value: unknown): readonly [string, SchemaNode][] => Object.entries((value ?? {}) as Record<string, SchemaNode>);

/** Every definition and every property that the schema names, wherever it stands, by its JSON pointer. */
function named(at: string, node: SchemaNode): Described[] {
  const own = ['$defs', 'properties', 'patternProperties'].flatMap((key) => inside(node[key]).flatMap(([name, of]) => {
    const where = `${at}/${key}/${encodeURIComponent(name)}`;
    return [{ at: where, node: of }, ...named(where, of)];
  }));
  const choices = inside(node['oneOf']).flatMap(([place, of]) => named(`${at}/oneOf/${place}`, of));
  return [...own, ...choices, ...(node['items'] === undefined ? [] : named(`${at}/items`, node['items'] as SchemaNode))];
}

const all = named('', RULE_SET_SCHEMA);

describe('what the schema says for the editor', () => {
  it('tells of every property and every definition what it means, in a sentence', () => {
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({ node }) => !/^(?:[A-Z]|`).{6,}\.$/u.test(String(node['description']))).map(({ at }) => at)).toEqual([]);
  });

  it('gives examples that are valid where they stand', () => {
    const ajv = new Ajv2020({ strictTypes: false });
    addFormats(ajv);
    ajv.addSchema(RULE_SET_SCHEMA, 'language');
    const wrong = all.filter(({ node }) => Array.isArray(node['examples'])).flatMap(({ at, node }) => {
      const valid = ajv.compile({ $ref: `language#${at}` });
      return (node['examples'] as readonly unknown[]).filter((example) => !valid(example)).map((example) => ({ at, example }));
    });
    expect(wrong).toEqual([]);
  });
});
