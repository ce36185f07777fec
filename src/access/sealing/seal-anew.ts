import { Injectable } from '@nestjs/common';
import { Secrets, UnreadableSealError } from '../../platform/crypto/secrets';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { SEALED_KINDS, type SealedAnew, type SealedKind, type SealedRow, SealedStore } from '../../store/sealed.store';

/** A transaction locks so many rows. */
const AT_ONCE = 100;

export interface SealedAgain {
  readonly anew: number;
  /** Sealed with a secret that nobody has given: they stay as they are. */
  readonly unreadable: number;
}

interface Portion extends SealedAgain {
  /** Where it ends; null: nothing lies behind. */
  readonly last: string | null;
}

/** Seals with the newest secret what an earlier one has sealed, with the keyed hashes that stand beside it. */
@Injectable()
export class SealAnew {
  constructor(
    private readonly work: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly store: SealedStore,
  ) {}

  /** One pass over everything; none where there was never another secret. Once `isOver`, it ends early, and the rest waits for the next one. */
  async execute(isOver: () => boolean = () => false): Promise<SealedAgain> {
    let [anew, unreadable] = [0, 0];
    if (this.secrets.isFirst) return { anew, unreadable };
    for (const kind of SEALED_KINDS) {
      let after: string | null = null;
      do {
        if (isOver()) return { anew, unreadable };
        const portion: Portion = await this.work.run((tx) => this.portion(tx, kind, after));
        anew += portion.anew;
        unreadable += portion.unreadable;
        after = portion.last;
      } while (after !== null);
    }
    return { anew, unreadable };
  }

  private async portion(tx: Tx, kind: SealedKind, after: string | null): Promise<Portion> {
    const found = await this.store.find(tx, kind, this.secrets.mark, { after, most: AT_ONCE });
    let anew = 0;
    for (const row of found) {
      const plain = this.textOf(row);
      if (plain === null) continue;
      await this.store.write(tx, kind, this.sealed(row, plain));
      anew++;
    }
    return { anew, unreadable: found.length - anew, last: found.length < AT_ONCE ? null : (found.at(-1)?.place ?? null) };
  }

  private sealed({ place, dialect, siteId }: SealedRow, plain: string): SealedAnew {
    const sealed = this.secrets.encrypt(plain);
    if (dialect !== null) return { place, sealed, hash: this.secrets.keyedHash('connection-secret', dialect, plain), earlierHashes: [] };
    const email = siteId === null ? null : (JSON.parse(plain) as { email: string | null }).email;
    if (siteId === null || email === null) return { place, sealed, hash: null, earlierHashes: [] };
    const parts = [siteId, email.toLowerCase()] as const;
    return { place, sealed, hash: this.secrets.keyedHash('personal-data', ...parts), earlierHashes: this.secrets.earlierHashes('personal-data', ...parts) };
  }

  private textOf({ sealed }: SealedRow): string | null {
    try {
      return this.secrets.decrypt(sealed);
    } catch (error) {
      if (error instanceof UnreadableSealError) return null;
      throw error;
    }
  }
}
