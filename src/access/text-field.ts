import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

interface TextBounds {
  readonly max: number;
  readonly min?: number;
  readonly example?: string;
  readonly description?: string;
  readonly isOptional?: boolean;
}

/** No control characters and no lone surrogates: PostgreSQL refuses some of them, and no name needs any. */
const ONE_LINE = /^[^\p{Cc}\p{Surrogate}]*$/u;

/** One line of text in a request, bounded, documented, and always storable. */
export function TextField({ min = 1, max, example, description, isOptional = false }: TextBounds): PropertyDecorator {
  const api = { minLength: min, maxLength: max, ...(example === undefined ? {} : { example }), ...(description === undefined ? {} : { description }) };
  return applyDecorators(
    ...(isOptional ? [IsOptional(), ApiPropertyOptional(api)] : [ApiProperty(api)]),
    Length(min, max),
    Matches(ONE_LINE, { message: '$property must be one line without control characters' }),
    IsString(),
  );
}
