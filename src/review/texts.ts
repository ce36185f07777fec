import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

/** PostgreSQL has no text with NUL in it. */
const WITHOUT_NUL = /^[^\0]*$/;

/** A bounded text of a request. */
export const Text = (max: number): PropertyDecorator =>
  applyDecorators(IsString(), MaxLength(max), Matches(WITHOUT_NUL, { message: '$property must not contain a NUL character' }));
