import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERRORS, type ErrorCode } from '../../domain/errors';

export class FieldProblemView {
  @ApiProperty({ example: '/author/name', description: 'JSON pointer into the body; `?name` for a query parameter, `#name` for a header.' }) pointer!: string;
  @ApiProperty({ example: 'Must be shorter than or equal to 200 characters.' }) detail!: string;
}

export class ProblemView {
  @ApiProperty({ example: '/docs/problems#invalid' }) type!: string;
  @ApiProperty() title!: string;
  @ApiProperty() status!: number;
  @ApiPropertyOptional() detail?: string;
  @ApiProperty({ example: 'invalid' }) code!: string;
  @ApiProperty() requestId!: string;
  @ApiPropertyOptional({ type: [FieldProblemView] }) errors?: FieldProblemView[];
}

/** Codes that every route may answer; they are added to each route's own. */
const EVERYWHERE: readonly ErrorCode[] = ['malformed_request', 'unauthenticated', 'forbidden', 'not_found', 'payload_too_large', 'unsupported_media_type', 'invalid', 'too_many_requests', 'unavailable'];

/** Documents a route's problems: its own codes and those that every route may answer, grouped by status. */
export function ApiProblems(...codes: readonly ErrorCode[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...codes, ...EVERYWHERE])) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ApiExtraModels(ProblemView),
    ...[...byStatus].map(([status, names]) =>
      ApiResponse({ status, description: names.map((code) => `\`${code}\``).join(', '), content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } } }),
    ),
  );
}
