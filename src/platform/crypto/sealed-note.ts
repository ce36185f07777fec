import type { Secrets } from './secrets';

interface Sealed<Content> {
  /** So that a note of one kind is never taken for another. */
  readonly use: string;
  readonly until: number;
  readonly content: Content;
}

export interface SealedNote {
  readonly sealed: string;
  /** Milliseconds. */
  readonly until: number;
}

/** Something that others carry for us for a while and can neither read nor change: nothing is stored of a step that may have no next one. Harmless in an address and a cookie. */
export function sealNote(secrets: Secrets, { use, content, lifeMs }: { readonly use: string; readonly content: object; readonly lifeMs: number }): SealedNote {
  const note: Sealed<object> = { use, until: Date.now() + lifeMs, content };
  return { sealed: secrets.encrypt(JSON.stringify(note)).toString('base64url'), until: note.until };
}

/** What was sealed for that use; null when it is none of ours, for something else, or too old. */
export function openNote<Content extends object>(secrets: Secrets, use: string, sealed: string): Content | null {
  try {
    const note = JSON.parse(secrets.decrypt(Buffer.from(sealed, 'base64url'))) as Partial<Sealed<Content>>;
    return note.use === use && note.content !== undefined && (note.until ?? 0) > Date.now() ? note.content : null;
  } catch {
    // Not sealed by us: the same as none.
    return null;
  }
}
