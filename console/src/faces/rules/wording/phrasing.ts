import { ApiError } from '../../../api/client';
import { number } from '../../../words/times';

/** Messages of the service that are told at once. */
export const MOST_TOLD = 5;

/** The number with its noun, one or many. */
export function plural(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** What went wrong and what to do, for any failed request of this face. */
export function troubleIn({ unreachable, forbidden }: { readonly unreachable: string; readonly forbidden: string }): (error: unknown) => string {
  return (error) => {
    if (!(error instanceof ApiError) || error.unreachable) return unreachable;
    if (error.status === 403) return forbidden;
    const fields = error.problem?.errors?.slice(0, MOST_TOLD).map((field) => field.detail).join(' ') ?? '';
    return [error.message, fields].filter((part) => part !== '').join(' ');
  };
}
