import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Plain } from '../../platform/http/plain';
import type { CheckOutcome } from '../workshop/check-task';

export class RuleProblemView {
  @ApiProperty({ example: '/rules/3/when/text', description: 'JSON pointer into the rule set.' }) pointer!: string;
  @ApiProperty({ description: 'From 1; 0 where there is no text.' }) line!: number;
  @ApiProperty() column!: number;
  @ApiProperty() message!: string;
  @ApiPropertyOptional({ description: 'The rule it is about.' }) rule?: string;
}

export class FailedExampleView {
  @ApiProperty() rule!: string;
  @ApiProperty({ enum: ['match', 'no_match'] }) kind!: string;
  @ApiProperty({ description: 'Its place among the examples of that kind, from 0.' }) index!: number;
  @ApiProperty() text!: string;
  @ApiProperty() message!: string;
  @ApiProperty() pointer!: string;
  @ApiProperty() line!: number;
  @ApiProperty() column!: number;
}

export class ExamplesView {
  @ApiProperty() passed!: number;
  @ApiProperty({ type: [FailedExampleView] }) failed!: FailedExampleView[];
}

export class CostsView {
  @ApiProperty() rules!: number;
  @ApiProperty() lists!: number;
  @ApiProperty({ description: 'Entries of all lists.' }) entries!: number;
  @ApiProperty({ description: 'Milliseconds that compiling took.' }) compileMs!: number;
  @ApiProperty({ description: 'Milliseconds that all examples took.' }) examplesMs!: number;
}

export class CheckRuleSetView {
  @ApiProperty({ description: 'Whether it could be published: no error, no failing example.' }) ok!: boolean;
  @ApiProperty({ type: [RuleProblemView] }) errors!: RuleProblemView[];
  @ApiProperty({ type: [RuleProblemView] }) warnings!: RuleProblemView[];
  @ApiProperty({ type: ExamplesView, description: 'Run once there is no error.' }) examples!: ExamplesView;
  @ApiProperty({ type: CostsView, nullable: true }) costs!: CostsView | null;
}

export function isClean({ errors, examples }: CheckOutcome): boolean {
  return errors.length === 0 && examples.failed.length === 0;
}

export function checkView(outcome: CheckOutcome): Plain<CheckRuleSetView> {
  const failed = outcome.examples.failed.map(({ rule, side, index, body, message, pointer, line, column }) => ({ rule, kind: side, index, text: body, message, pointer, line, column }));
  return { ok: isClean(outcome), errors: [...outcome.errors], warnings: [...outcome.warnings], examples: { passed: outcome.examples.passed, failed }, costs: outcome.costs };
}
