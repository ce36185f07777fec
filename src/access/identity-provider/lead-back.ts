import { Injectable, Logger } from '@nestjs/common';
import { Problem } from '../../domain/errors';
import { FIRST_PAGE } from './own-page';
import { type Refusal, SignInRefused } from './sign-in-refused';

/** Where a browser goes next, and what it carries: null takes the errand away, or gives no session. */
export interface NextStep {
  readonly location: string;
  readonly errand: string | null;
  readonly session: string | null;
}

/** A browser walks through these pages, and problem+json would be a wall: what goes wrong leads back to the sign-in page, with a reason it has words for. */
@Injectable()
export class LeadBack {
  private readonly logger = new Logger(LeadBack.name);

  async instead(step: () => Promise<NextStep>): Promise<NextStep> {
    try {
      return await step();
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === null) throw error;
      // Names the kind of fault alone: what the provider says could quote a person.
      if (reason === 'provider') this.logger.warn(`The identity provider could not sign somebody in: ${nameOf((error as Error).cause)}`);
      return { location: `${FIRST_PAGE}?refused=${reason}`, errand: null, session: null };
    }
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof SignInRefused) return error.reason;
  return error instanceof Problem && error.code === 'too_many_requests' ? 'too-many' : null;
}

function nameOf(cause: unknown): string {
  const { name, code } = (cause ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ') || 'no answer';
}
