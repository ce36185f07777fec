import type { Judgement } from '../evaluate/judge';
import type { JudgedComment } from '../evaluate/judged-comment';
import { type ItemTraits, rulesOf } from '../store/item-traits';
import { searchWords } from '../store/search-words';

/** What queues sort the item of a new comment by, and what lists find it by. */
export function traitsOf({ authorKind, article, text }: Pick<JudgedComment, 'authorKind' | 'article' | 'text'>, { facts, verdict }: Pick<Judgement, 'facts' | 'verdict'>): Omit<ItemTraits, 'kind'> {
  const lang = facts.fields['lang.code'];
  return {
    authorKind,
    section: article.section,
    lang: typeof lang === 'string' ? lang : article.lang,
    score: Math.max(0, verdict.score.total),
    rules: rulesOf(verdict),
    words: searchWords(text.body, text.format),
  };
}
