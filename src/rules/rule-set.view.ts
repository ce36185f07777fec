import { ApiProperty } from '@nestjs/swagger';
import type { RuleSetVersionLine, RuleSetVersionRow } from '../store/rule-set.store';
import type { Plain } from '../platform/http/plain';
import { rulePerson, RulePersonView } from './person.view';
import { ruleSetText } from './workshop/rule-set-text';

const DOCUMENT = {
  type: 'object', additionalProperties: true,
  description: 'Rules and lists. A list of more than 1,000 entries is named: `entries: { stored, count }`; read it under `lists/{id}/entries` or export it.',
} as const;

export class RuleSetView {
  @ApiProperty() version!: number;
  @ApiProperty({ description: 'SHA-256 of the canonical JSON, in which a list of more than 1,000 entries stands as its own SHA-256.' }) hash!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: RulePersonView, nullable: true }) publishedBy!: RulePersonView | null;
  @ApiProperty(DOCUMENT) document!: Record<string, unknown>;
}

export class RuleSetLineView {
  @ApiProperty() version!: number;
  @ApiProperty() hash!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: RulePersonView, nullable: true }) publishedBy!: RulePersonView | null;
  @ApiProperty() isRunning!: boolean;
  @ApiProperty({ description: 'How many rules it has.' }) rules!: number;
  @ApiProperty({ description: 'How many lists it has.' }) lists!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version whose rules this one brought back.' }) rolledBackTo!: number | null;
}

export class RuleSetLineListView {
  @ApiProperty({ type: [RuleSetLineView] }) items!: RuleSetLineView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RuleSetVersionView extends RuleSetLineView {
  @ApiProperty(DOCUMENT) document!: Record<string, unknown>;
  @ApiProperty({ description: 'As its author wrote it, with comments; written by the service where there was no text.' }) yaml!: string;
}

/** A document is what it is: any JSON. */
type Shown<View extends RuleSetView | RuleSetVersionView> = Plain<Omit<View, 'document'>> & Pick<View, 'document'>;

export function ruleSetView({ version, hash, note, created_at, published_by, published_by_name, document }: RuleSetVersionRow): RuleSetView {
  return { version, hash, note, createdAt: created_at.toISOString(), publishedBy: rulePerson(published_by, published_by_name), document: document as Record<string, unknown> };
}

export function ruleSetLine(row: RuleSetVersionLine): Plain<RuleSetLineView> {
  return {
    version: row.version,
    hash: row.hash,
    note: row.note,
    createdAt: row.created_at.toISOString(),
    publishedBy: rulePerson(row.published_by, row.published_by_name),
    isRunning: row.is_running,
    rules: row.rule_count,
    lists: row.list_count,
    rolledBackTo: row.rolled_back_to,
  };
}

export function ruleSetVersionView(row: RuleSetVersionRow): Shown<RuleSetVersionView> {
  const { rules, lists } = row.document as { readonly rules?: readonly unknown[]; readonly lists?: readonly unknown[] };
  return {
    ...ruleSetLine({ ...row, rule_count: rules?.length ?? 0, list_count: lists?.length ?? 0 }),
    document: row.document as Record<string, unknown>,
    yaml: textOf(row),
  };
}

/** The version's text, or one written now. */
export function textOf({ yaml, document }: Pick<RuleSetVersionRow, 'yaml' | 'document'>): string {
  return yaml ?? ruleSetText(document);
}
