import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Connection } from '../../store/connection.store';
import type { UsageKind } from '../../store/connection-usage.store';
import type { WeirRequest } from '../access.decorator';

const MOST_ODD = 10;
const LONGEST_OUTCOME = 60;
const LONGEST_CALLER = 200;

/** One call of a connection under way: what "test connection" will show of it. The route fills in what it knows. */
export class DialectCall {
  private said: string | null = null;
  private readonly sentences = new Set<string>();
  private counted: { readonly caller: string; readonly as: UsageKind } | null = null;

  /** @param operation as the protocol names it; the route's path unless the route says better. */
  constructor(
    readonly connection: Connection,
    public operation: string,
  ) {}

  get usage(): { readonly caller: string; readonly as: UsageKind } | null {
    return this.counted;
  }

  get outcome(): string | null {
    return this.said;
  }

  get odd(): readonly string[] {
    return [...this.sentences];
  }

  /** Counts the call in the month of whoever calls, such as the blog. */
  count(caller: string, as: UsageKind): void {
    this.counted = { caller: caller.slice(0, LONGEST_CALLER), as };
  }

  /** What the caller is told, in a word. */
  tell(outcome: string): void {
    this.said = outcome.slice(0, LONGEST_OUTCOME);
  }

  /** A sentence of ours about the call; never anything that a reader wrote. */
  note(sentence: string): void {
    if (this.sentences.size < MOST_ODD) this.sentences.add(sentence);
  }
}

/** The call under way. Only on routes of a dialect. */
export const CurrentDialectCall = createParamDecorator((_: unknown, context: ExecutionContext): DialectCall => {
  const call = context.switchToHttp().getRequest<WeirRequest>().weir?.call;
  if (!call) throw new Error('CurrentDialectCall stands on a route that is not of a dialect');
  return call;
});
