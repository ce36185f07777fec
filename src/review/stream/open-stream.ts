import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { WeirRequest } from '../../access/access.decorator';
import { actorKey } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import { metrics } from '../../platform/metrics/metrics';
import { DeskStream } from './desk-stream';
import { LiveStreams } from './live-streams';
import { OpenStreams } from './open-streams';
import { message } from './stream-message';

const RETRY_AFTER_SECONDS = 2;
const MOST = Number.MAX_SAFE_INTEGER;

export class StreamQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Where to resume, for clients that cannot send `Last-Event-ID`; the header wins.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(MOST) after?: number;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1_000_000, description: 'If more lines were missed than this, `reset` comes instead of them: read the lists anew. Left out, every line comes, however many.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000) maxBehind?: number;
}

/** Opens the live stream of a site's desk. */
@Injectable()
export class OpenStream {
  private readonly open = new OpenStreams();

  constructor(private readonly live: LiveStreams) {}

  /**
   * Everything that happens from now on, or from the line after the one the client had; no line twice, none left out. Its first message
   * is `ready`, or `reset` where the client cannot go on from what it has. 429 when too many are open.
   */
  async execute(request: WeirRequest, query: StreamQuery): Promise<DeskStream> {
    const { actor, site } = request.weir ?? {};
    if (!actor || !site) throw new Error('The stream stands on a route of a site, behind the guard');
    const asked = lastEventId(request) ?? query.after ?? null;
    if (!this.live.isOpen) throw problem('unavailable', { detail: 'This process is about to end. Come back in a moment.', retryAfter: RETRY_AFTER_SECONDS });
    const leave = this.open.take(site.id, actorKey(actor));
    try {
      const stream = greeting(asked, await this.live.head(site.id), query.maxBehind ?? null);
      metrics.openStreams.inc();
      stream.once('close', () => {
        metrics.openStreams.dec();
        leave();
      });
      await this.live.follow(site.id, { stream, request }).catch((error: unknown) => {
        stream.destroy();
        throw error;
      });
      return stream;
    } catch (error) {
      leave();
      throw error;
    }
  }
}

/** The stream with what it says first: where it goes on, or that the client has to begin anew. */
function greeting(asked: number | null, head: number, maxBehind: number | null): DeskStream {
  const reason = asked === null ? null : resetReason(asked, head, maxBehind);
  const position = asked === null || reason !== null ? head : asked;
  const stream = new DeskStream(position);
  stream.send(`retry: ${String(RETRY_AFTER_SECONDS * 1_000)}\n\n${reason === null ? message('ready', { position }, position) : message('reset', { position, reason }, position)}`);
  return stream;
}

/** Why the client has to read everything anew; null: it can go on from what it has. */
function resetReason(asked: number, head: number, maxBehind: number | null): 'unknown_position' | 'too_far_behind' | null {
  // A line that there never was: another database, or one that was set back to an older copy.
  if (asked > head) return 'unknown_position';
  return maxBehind !== null && head - asked > maxBehind ? 'too_far_behind' : null;
}

function lastEventId({ headers }: WeirRequest): number | null {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return null;
  const position = /^\d{1,16}$/.test(String(given)) ? Number(given) : NaN;
  if (!Number.isSafeInteger(position)) throw invalidField('#last-event-id', 'Must be the id of an event of this stream.');
  return position;
}
