import { applyDecorators } from '@nestjs/common';
import { MaxLength } from 'class-validator';
import { IsPlainText } from '../platform/http/validators';

/** A bounded text of a request. */
export const Text = (max: number): PropertyDecorator => applyDecorators(IsPlainText(), MaxLength(max));
