import type { Policy } from '../api/types';
import type { Language } from './languages';

/** A policy under its name in that language, if it has one; else under its own. */
export function policyTitle({ title, titles }: Pick<Policy, 'title' | 'titles'>, language: Language): string {
  return titles[language] ?? title;
}
