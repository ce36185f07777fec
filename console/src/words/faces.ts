import 'i18next';
import type account from './en/account';
import type articles from './en/articles';
import type authors from './en/authors';
import type charts from './en/charts';
import type connections from './en/connections';
import type desk from './en/desk';
import type entry from './en/entry';
import type history from './en/history';
import type imports from './en/imports';
import type insights from './en/insights';
import type law from './en/law';
import type keys from './en/keys';
import type notice from './en/notice';
import type office from './en/office';
import type people from './en/people';
import type settings from './en/settings';
import type shell from './en/shell';
import type toxicity from './en/toxicity';
import type webhooks from './en/webhooks';

/** The words of every face; English says which there are. A new face: its four files, and a line here. */
export interface Faces {
  readonly shell: typeof shell;
  readonly desk: typeof desk;
  readonly charts: typeof charts;
  readonly office: typeof office;
  readonly connections: typeof connections;
  readonly history: typeof history;
  readonly imports: typeof imports;
  readonly insights: typeof insights;
  readonly law: typeof law;
  readonly notice: typeof notice;
  readonly authors: typeof authors;
  readonly articles: typeof articles;
  readonly account: typeof account;
  readonly entry: typeof entry;
  readonly people: typeof people;
  readonly keys: typeof keys;
  readonly webhooks: typeof webhooks;
  readonly settings: typeof settings;
  readonly toxicity: typeof toxicity;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: Faces;
  }
}

/** The same keys as in English, with words of one's own. */
export type Translated<Words> = { readonly [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]> };
