/**
 * Three-valued logic after Kleene: unknown stands for a datum that failed to compute. The numbers are ordered so that
 * "all" is a minimum and "any" a maximum, which makes the outcome independent of the order of the parts.
 */
export type Truth = 0 | 1 | 2;

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

export function not(value: Truth): Truth {
  return (2 - value) as Truth;
}
