import { yamlLanguage } from '@codemirror/lang-yaml';

type SyntaxNode = ReturnType<typeof yamlLanguage.parser.parse>['topNode'];

/** One rule's part of the file, shown without the file's indentation. */
export interface Slice {
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** How many lines stand before it, and how far its lines were indented: to place the service's messages. */
  readonly lines: number;
  readonly indent: number;
}

/** The whole file as one slice. */
export function wholeFile(yaml: string): Slice {
  return { before: '', text: yaml, after: '', lines: 0, indent: 0 };
}

/** Finds the rule in the file, however it is written there; null when the file has no such rule. */
export function sliceOfRule(yaml: string, id: string): Slice | null {
  const rules = valueOf(topMapping(yaml), 'rules', yaml);
  const item = rules === null ? undefined : itemsOf(rules).find((node) => scalarOf(valueOf(node, 'id', yaml), yaml) === id);
  if (item === undefined) return null;
  const { to } = item;
  // The parser counts the space after the dash to the mapping.
  const from = item.from + yaml.slice(item.from, to).search(/\S/);
  const before = yaml.slice(0, from);
  const indent = from - (before.lastIndexOf('\n') + 1);
  const own = yaml.slice(from, to).trimEnd();
  return { before, text: own.replaceAll(new RegExp(`\\n {${String(indent)}}`, 'g'), '\n'), after: yaml.slice(from + own.length), lines: before.split('\n').length - 1, indent };
}

/** The file with the edited rule in its place. */
export function joined({ before, after, indent }: Slice, text: string): string {
  const pad = ' '.repeat(indent);
  return before + text.trimEnd().split('\n').map((line, index) => (index === 0 || line.trim() === '' ? line : pad + line)).join('\n') + after;
}

function topMapping(yaml: string): SyntaxNode | null {
  return yamlLanguage.parser.parse(yaml).topNode.getChild('Document')?.firstChild ?? null;
}

function valueOf(mapping: SyntaxNode | null, key: string, yaml: string): SyntaxNode | null {
  const pair = mapping?.getChildren('Pair').find((node) => scalarOf(node.getChild('Key')?.firstChild ?? null, yaml) === key);
  return pair?.lastChild ?? null;
}

function itemsOf(sequence: SyntaxNode): SyntaxNode[] {
  if (sequence.name === 'FlowSequence') return [...sequence.getChildren('Item'), ...sequence.getChildren('FlowMapping')].map((node) => (node.name === 'Item' ? (node.firstChild ?? node) : node));
  return sequence.getChildren('Item').flatMap((item) => item.lastChild ?? []);
}

function scalarOf(node: SyntaxNode | null, yaml: string): string | null {
  return node === null ? null : yaml.slice(node.from, node.to).replace(/^(['"])(.*)\1$/, '$2');
}
