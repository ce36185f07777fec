import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { Queryable } from '../../platform/database/statement';
import { RuleListStore } from '../../store/rule-list.store';

/** In UTF-16 units: some lists of 100,000 entries. */
const MOST_KEPT = 16_000_000;

/** Long lists as texts. What a hash names never changes, so whoever tries rules while writing does not have them read each time. */
@Injectable()
export class ListTexts {
  /** By site and hash, the one asked for last at the end. */
  private readonly kept = new Map<string, string>();
  private size = 0;

  constructor(private readonly lists: RuleListStore) {}

  /** Hash → entries as JSON text, of those that this site has. */
  async of(on: Queryable, siteId: SiteId, hashes: readonly string[]): Promise<readonly (readonly [hash: string, entries: string])[]> {
    const missing = hashes.filter((hash) => !this.kept.has(`${siteId} ${hash}`));
    const read = await this.lists.texts(on, siteId, missing);
    const found = hashes.flatMap((hash) => {
      const text = read.get(hash) ?? this.kept.get(`${siteId} ${hash}`);
      return text === undefined ? [] : [[hash, text] as const];
    });
    for (const [hash, text] of found) this.keep(`${siteId} ${hash}`, text);
    return found;
  }

  private keep(name: string, text: string): void {
    this.forget(name);
    this.kept.set(name, text);
    this.size += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= MOST_KEPT) break;
      this.forget(oldest);
    }
  }

  private forget(name: string): void {
    this.size -= this.kept.get(name)?.length ?? 0;
    this.kept.delete(name);
  }
}
