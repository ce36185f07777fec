/** Protocols of other comment filters that the service answers to, so that their clients need but another URL. */
export const DIALECTS = ['akismet', 'perspective', 'coral', 'openai'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What admins may set per connection; stored as JSON, every field with a default. Each dialect uses some of it. */
export interface ConnectionSettings {
  /** Hosts that may be told what a moderator decided (`host` or `host:port`); empty: nobody is called. For akismet. */
  readonly callbackHosts: readonly string[];
  /** What a client of Akismet's is told of a comment that waits for a moderator: `ham` with a time to ask again, or `spam` for one that does not know that. */
  readonly heldAs: 'ham' | 'spam';
  /** Names of the protocol's attributes or categories, each with the label that answers for it. For perspective and openai. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const DEFAULT_CONNECTION_SETTINGS: ConnectionSettings = { callbackHosts: [], heldAs: 'ham', attributes: {} };

/** Which settings a dialect has a use for. */
export const SETTINGS_OF: Readonly<Record<Dialect, readonly (keyof ConnectionSettings)[]>> = {
  akismet: ['callbackHosts', 'heldAs'],
  perspective: ['attributes'],
  coral: [],
  openai: ['attributes'],
};
