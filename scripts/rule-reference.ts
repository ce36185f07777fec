// Writes the reference part of docs/rule-language.md from the schema of the rule language and its table of fields:
// `node --require ./scripts/typescript-hook.cjs scripts/rule-reference.ts`. A test holds the page to it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELDS, SIGNAL_ABOUT, type Field, type FieldGiver } from '../src/engine/language/fields';
import { RULE_SET_SCHEMA } from '../src/engine/language/schema';

const PAGE = join(__dirname, '..', 'docs', 'rule-language.md');
const BEGIN = '<!-- Reference, written by scripts/rule-reference.ts: what stands below comes from the schema. -->';
const END = '<!-- End of the reference. -->';

interface Node {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
}

const set: Node & { readonly $defs?: Readonly<Record<string, Node>> } = RULE_SET_SCHEMA;

const GROUPS: Readonly<Record<string, string>> = {
  text: 'Text', author: 'Author', article: 'Article', links: 'Links', contacts: 'Contacts', stats: 'Statistics of the body',
  lang: 'Language', thread: 'Thread, edit and reports', context: 'Request, time and site',
};

const GIVERS: Readonly<Record<FieldGiver, string>> = { site: 'the site', engine: 'the text', service: 'Weir', nobody: 'nobody yet' };

const OPERANDS: readonly (readonly [name: string, heading: string])[] = [
  ['text', 'Of a text'], ['number', 'Of a number'], ['durations', 'Of a duration'], ['boolean', 'Of a boolean'], ['enum', 'Of an enum'],
  ['set', 'Of a set'], ['rate', 'Of `rate`'], ['duplicate', 'Of `duplicate`'],
];

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => (row === head || row[0] !== '---' ? `| ${row.join(' | ')} |` : `|${row.join('|')}|`));

function named(name: string): Node {
  const node = set.$defs?.[name];
  if (!node) throw new Error(`The schema has no definition ${name}.`);
  return node;
}

/** What may stand as a value, in a few words. */
function valueOf(node: Node): string {
  if (node.$ref !== undefined) return node.$ref.replace('#/$defs/', '').replace('durations', 'comparisons');
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.oneOf) return [...new Set(node.oneOf.map(valueOf))].join(' or ');
  if (node.items) return `list of ${valueOf(node.items)}`;
  if (node.properties) return 'a map';
  return [node.type === 'boolean' ? '`true`, `false`' : (node.type ?? ''), rangeOf(node)].join('');
}

const rangeOf = ({ minimum, maximum }: Node): string =>
  (minimum === undefined ? '' : maximum === undefined ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`);

function meaningOf(node: Node, isNeeded: boolean): string {
  const written = (node.examples ?? []).map((example) => `\`${JSON.stringify(example)}\``).join(', ');
  return [
    node.description ?? '', isNeeded ? 'Must be given.' : '', node.default === undefined ? '' : `Usually \`${JSON.stringify(node.default)}\`.`, written === '' ? '' : `Such as ${written}.`,
  ].filter((part) => part !== '').join(' ');
}

/** The keys that a map takes; those of the maps within it stand under it. */
function rowsOf({ properties = {}, required = [] }: Node, above = ''): string[][] {
  return Object.entries(properties).flatMap(([key, node]) => {
    const within = node.properties ? node : node.items?.properties ? node.items : undefined;
    return [[`\`${above}${key}\``, cell(valueOf(node)), cell(meaningOf(node, required.includes(key)))], ...(within ? rowsOf(within, `${above}${key}.`) : [])];
  });
}

/** The map among the forms of a value. */
const mapOf = (node: Node): Node => node.oneOf?.find(({ properties }) => properties) ?? node;
const keys = (node: Node): string[] => table(['key', 'value', 'what it says'], rowsOf(node));

function operandsOf([name, heading]: readonly [string, string]): string[] {
  const node = named(name);
  const short = (node.oneOf ?? []).filter(({ properties }) => !properties).map((form) => `${valueOf(form)}: ${(form.description ?? '').toLowerCase()}`);
  return ['', `#### ${heading}`, '', [node.description ?? '', ...short.map((form) => `Short form, ${form}`)].join(' '), '', ...keys(mapOf(node))];
}

const rangeNote = ({ range }: Field): string => (range ? ` Between ${range[0]} and ${range[1]}.` : '');
const notes = (field: Field): string => `${rangeNote(field)}${field.domains ? ' Domains.' : ''}${field.isProtected ? ' Personal data of the connection.' : ''}`;

function fieldsOf([group, heading]: readonly [string, string]): string[] {
  const rows = FIELDS.filter((field) => field.group === group).map((field) => [`\`${field.name}\``, field.kind, cell(field.about + notes(field)), GIVERS[field.giver]]);
  return ['', `#### ${heading}`, '', ...table(['field', 'kind', 'what it is', 'from'], rows)];
}

/** The reference part of the page. */
export function ruleReference(): string {
  const { all, any, none, at_least, rate, duplicate, rule } = named('condition').properties ?? {};
  const joining = { all, any, none, at_least, rate, duplicate, rule } as Readonly<Record<string, Node>>;
  const entry = named('list').properties?.['entries']?.items?.oneOf?.find(({ $ref, properties }) => $ref === undefined && properties) ?? {};
  return [
    BEGIN, '',
    '## Reference', '',
    '`id`, `ids`, `strings`, `duration` and `policy` are spelled like this:', '',
    ...table(['word', 'value', 'what it says'], ['id', 'ids', 'strings', 'duration', 'policy'].map((name) => [`\`${name}\``, cell(valueOf(named(name))), cell(meaningOf(named(name), false))])), '',
    '### Rule set', '', ...keys(set), '',
    '### Rule', '', ...keys(named('rule')), '',
    '### Effect', '', ...keys(named('effect')), '',
    '### List', '', ...keys(named('list')), '', 'An entry with more about it:', '', ...keys(entry), '',
    '### Condition', '', ...table(['key', 'value', 'what it says'], rowsOf({ properties: joining })), '',
    '### Operators and modifiers', ...OPERANDS.flatMap(operandsOf), '',
    '### Fields', '',
    'A value comes from the site (sent with the comment or the article), from the text (read by the engine), from Weir (its own record of the',
    'author, the thread, the time), or from nobody yet: then it is missing. A value outside its range, or of another type, is unknown.', '',
    `\`signal.<name>\`: ${SIGNAL_ABOUT} The check warns of a signal that is not computed for the site.`,
    ...Object.entries(GROUPS).flatMap(fieldsOf), '', END,
  ].join('\n');
}

/** The page with its reference as the schema has it now; what stands around it is kept. */
export function withReference(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('The page does not have the two marks of the reference.');
  return `${before}${ruleReference()}${after}`;
}

if (require.main === module) writeFileSync(PAGE, withReference(readFileSync(PAGE, 'utf8')));
