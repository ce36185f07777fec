import { registerDecorator } from 'class-validator';
import { isPlainText } from '../../platform/http/validators';

export const LONGEST_TITLE = 100;
export const MOST_TITLES = 20;

/** A language as readers' browsers name it: `de`, `pt-BR`, `zh-Hant`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const ONE_LINE = /^[^\p{Cc}]+$/u;

/** Titles by language tag. */
export function isTitles(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MOST_TITLES && entries.every(([lang, title]) => LANGUAGE_TAG.test(lang) && isPlainText(title) && title.length <= LONGEST_TITLE && ONE_LINE.test(title));
}

export function IsTitles(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isTitles',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isTitles,
        defaultMessage: () => `${String(property)} must be at most ${String(MOST_TITLES)} titles by language tag, such as {"de": "Werbung"}, each one line of 1 to ${String(LONGEST_TITLE)} characters`,
      },
    });
  };
}
