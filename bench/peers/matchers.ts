import { Profanity } from '@2toad/profanity';
import { Filter } from 'bad-words';
import AhoCorasick from 'modern-ahocorasick';
import { DataSet, englishRecommendedTransformers, parseRawPattern, RegExpMatcher } from 'obscenity';

/** Another way to look for words in comments. */
export interface PeerMatcher {
  readonly name: string;
  /** How many comments it is given per round: the slow ones get fewer. */
  readonly comments: number;
  /** Knows exactly these terms. */
  make(terms: readonly string[]): (text: string) => boolean;
}

const quoted = (term: string): string => term.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&');

/** What the other word filters on npm and the common ways to build one do with the same terms. */
export const PEER_MATCHERS: readonly PeerMatcher[] = [
  {
    name: 'obscenity',
    comments: 30,
    make: (terms) => {
      const data = new DataSet<{ term: string }>();
      for (const term of terms) data.addPhrase((phrase) => phrase.setMetadata({ term }).addPattern(parseRawPattern(`|${term.replace(/[[\]?|\\]/g, '\\$&')}|`)));
      const matcher = new RegExpMatcher({ ...data.build(), ...englishRecommendedTransformers });
      return (text) => matcher.hasMatch(text);
    },
  },
  {
    name: 'bad-words',
    comments: 30,
    make: (terms) => {
      const filter = new Filter({ emptyList: true });
      filter.addWords(...terms);
      return (text) => filter.isProfane(text);
    },
  },
  {
    name: '@2toad/profanity',
    comments: 300,
    make: (terms) => {
      const filter = new Profanity({ languages: ['en'], wholeWord: true });
      filter.addWords([...terms]);
      return (text) => filter.exists(text);
    },
  },
  {
    // One native alternation between word boundaries, as comment systems with a banned-words setting build it.
    name: 'one native alternation',
    comments: 300,
    make: (terms) => {
      const pattern = new RegExp(`(?:^|[^\\p{L}\\p{N}_])(?:${terms.map(quoted).join('|')})(?=[^\\p{L}\\p{N}_]|$)`, 'iu');
      return (text) => pattern.test(text);
    },
  },
  {
    name: 'modern-ahocorasick',
    comments: 2_000,
    make: (terms) => {
      const matcher = new AhoCorasick(terms.map((term) => term.toLowerCase()));
      return (text) => matcher.match(text.toLowerCase());
    },
  },
];
