import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, Length } from 'class-validator';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';

const MOST_SECTIONS = 100;
const LONGEST_SECTION = 255;

/** Sections of articles that a person looks after. */
export function SectionsField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'array', items: { type: 'string', minLength: 1, maxLength: LONGEST_SECTION }, maxItems: MOST_SECTIONS, uniqueItems: true, example: ['sport'], description: 'Sections of articles that the person looks after; empty: all of them. They narrow the view "My sections", not what the person may do.' }),
    IsLeftOutOr(),
    IsArray(),
    ArrayMaxSize(MOST_SECTIONS),
    ArrayUnique(),
    IsPlainText({ each: true }),
    Length(1, LONGEST_SECTION, { each: true }),
  );
}
