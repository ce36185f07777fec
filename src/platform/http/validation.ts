import { type ArgumentMetadata, type PipeTransform, type Type, ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldProblem, Problem, problem } from '../../domain/errors';
import { type QuickCheck, quickCheck } from './quick-validation';

/** Bodies and queries become DTO instances; unknown keys and wrong values are a 422 that names each place. */
export function validationPipe(): PipeTransform {
  return new FieldsPipe(new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => problem('invalid', { errors: fieldProblems(errors) }),
  }));
}

/** A body that is right is let through at once; one that is wrong goes the long way, which says what is wrong. */
class FieldsPipe implements PipeTransform {
  private readonly quick = new Map<Type, QuickCheck | null>();

  constructor(private readonly slow: ValidationPipe) {}

  /** What our own decorators give to a handler is theirs to check. */
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom') return value;
    if (metadata.type === 'body' && metadata.metatype && this.quickCheck(metadata.metatype)?.(value)) return value;
    return this.checked(value, metadata);
  }

  private async checked(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await this.slow.transform(value, metadata);
    } catch (error) {
      // Nest's errors do not say whether they are about a body or a query: here one still knows.
      if (metadata.type !== 'query' || !(error instanceof Problem)) throw error;
      throw problem('invalid', { errors: (error.details.errors ?? []).map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\//, '?'), detail })) });
    }
  }

  private quickCheck(dto: Type): QuickCheck | null {
    let check = this.quick.get(dto);
    if (check === undefined) {
      check = quickCheck(dto);
      this.quick.set(dto, check);
    }
    return check;
  }
}

const TYPE_RULES: ReadonlySet<string> = new Set(['isPlainText', 'isString', 'isInt', 'isNumber', 'isBoolean', 'isArray', 'isObject']);

export function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${escapePointer(error.property)}`;
    const broken = Object.entries(error.constraints ?? {});
    // One sentence for a place: that it must be a text tells more of a number than how long a text may be.
    const told = broken.find(([rule]) => TYPE_RULES.has(rule)) ?? broken[0];
    return [...(told ? [{ pointer, detail: sentence(...told) }] : []), ...fieldProblems(error.children ?? [], pointer)];
  });
}

function sentence(rule: string, message: string): string {
  return rule === 'whitelistValidation' ? 'This field is not known here.' : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** RFC 6901. */
function escapePointer(property: string): string {
  return property.replaceAll('~', '~0').replaceAll('/', '~1');
}
