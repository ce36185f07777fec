import { Injectable } from '@nestjs/common';
import type { PersonId } from '../../domain/ids';
import { openNote, sealNote } from '../../platform/crypto/sealed-note';
import { Secrets, tokenHash } from '../../platform/crypto/secrets';

/** So long may the second step of a sign-in come after the first. */
export const TICKET_MS = 5 * 60_000;

interface Ticket {
  readonly personId: PersonId;
  /** Of the password's hash: with another password the ticket is void. */
  readonly password: string;
}

const USE = 'second-step';

export interface TicketHolder {
  readonly id: PersonId;
  readonly passwordHash: string | null;
}

/** Says that somebody knew the password a moment ago. Sealed, so that nothing is stored of half a sign-in; alone it opens nothing. */
@Injectable()
export class SignInTickets {
  constructor(private readonly secrets: Secrets) {}

  issue(holder: TicketHolder): { readonly ticket: string; readonly expiresAt: string } {
    const content: Ticket = { personId: holder.id, password: markOf(holder) };
    const { sealed, until } = sealNote(this.secrets, { use: USE, content, lifeMs: TICKET_MS });
    return { ticket: sealed, expiresAt: new Date(until).toISOString() };
  }

  /** Whose ticket it is; null when it is none of ours or too old. */
  holderOf(ticket: string): PersonId | null {
    return this.open(ticket)?.personId ?? null;
  }

  /** Whether the ticket was given to this person with the password they have now. */
  isOf(ticket: string, holder: TicketHolder): boolean {
    const content = this.open(ticket);
    return content?.personId === holder.id && content.password === markOf(holder);
  }

  private open(ticket: string): Ticket | null {
    return openNote<Ticket>(this.secrets, USE, ticket);
  }
}

function markOf({ passwordHash }: TicketHolder): string {
  return tokenHash(passwordHash ?? '').toString('base64url');
}
