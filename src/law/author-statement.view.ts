import { ApiProperty } from '@nestjs/swagger';
import { type Titled, policyOf, policyTitle } from '../domain/policy-title';
import { reasonsText, redressText } from '../domain/statement-of-reasons';
import type { Plain } from '../platform/http/plain';
import { type LawStatementRow, reasonsOf } from '../store/law-statement.store';
import { StatementView, statementView } from './statement.view';

export class AuthorStatementView extends StatementView {
  @ApiProperty({ description: 'The reasons in whole sentences, in the language of `Accept-Language` as far as there is one: what, how far and how long, on what ground, found how, decided by whom.' }) text!: string;
  @ApiProperty({ description: 'How to object.' }) redress!: string;
}

export class AuthorStatementListView {
  @ApiProperty({ type: [AuthorStatementView] }) items!: AuthorStatementView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export interface ReadBy {
  readonly policies: readonly Titled[];
  readonly contact: string | null;
  readonly languages: readonly string[];
}

export function authorStatementView(row: LawStatementRow, { policies, contact, languages }: ReadBy): Plain<AuthorStatementView> {
  const policy = row.policy === null ? undefined : policyOf(policies, row.policy);
  const reasons = reasonsOf(row, { ground: policy === undefined ? row.ground : policyTitle(policy, languages), contact });
  return { ...statementView(row), text: reasonsText(reasons, languages), redress: redressText(reasons, row.restriction === 'removal' && row.ended_at === null, languages) };
}
