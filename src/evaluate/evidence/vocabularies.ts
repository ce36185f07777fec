import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { type Vocabulary, wordsOfAny } from '../../engine/text/ordinary-words';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { VocabularyStore, type VocabularyRow } from '../../store/vocabulary.store';
import { dictionary } from '../dictionary';

/** The learned words of sites, by version. */
@Injectable()
export class Vocabularies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: VocabularyStore,
  ) {}

  /** The latest of a site; `known` when it is still that one. Null while the site has none. */
  async latest(siteId: SiteId, known: Vocabulary | null): Promise<Vocabulary | null> {
    const version = await this.store.latestVersion(this.work.reads, siteId);
    if (version === null) return null;
    return known?.version === String(version) ? known : this.version(siteId, String(version));
  }

  /** The latest words themselves, to be handed to a thread; empty while the site has none. */
  async words(siteId: SiteId): Promise<readonly string[]> {
    return (await this.store.latest(this.work.reads, siteId))?.words ?? [];
  }

  /** What a stored evaluation was judged with; null when there is no such version. */
  async version(siteId: SiteId, version: string): Promise<Vocabulary | null> {
    const row = /^\d{1,9}$/.test(version) ? await this.store.find(this.work.reads, siteId, Number(version)) : null;
    return row && vocabularyOf(row);
  }
}

/** The same rules, with the words that a site has learned besides the dictionary. Costs nothing: nothing is compiled again. */
export async function taught(compiled: CompiledRuleSet, vocabulary: Vocabulary | null): Promise<CompiledRuleSet> {
  return vocabulary === null ? compiled : { ...compiled, matcher: compiled.matcher.knowing(wordsOfAny(vocabulary.words, await dictionary())) };
}

function vocabularyOf({ version, words }: VocabularyRow): Vocabulary {
  return { version: String(version), words: new Set(words) };
}
