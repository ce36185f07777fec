import type { StreamRow } from '../../store/stream.store';
import { type DeskStream } from './desk-stream';
import { goneMessage, isShown, lineMessage } from './stream-message';

/** Lines read at once. */
const PORTION = 200;

export type ReadLog = (after: number, limit: number) => Promise<readonly StreamRow[]>;

/**
 * The log of one site for all clients of this process: each line is read once and handed to everybody who follows. A client that is
 * behind, because it resumes or does not keep up, is given the lines from the log by itself until it has caught up. A line goes to a
 * client only if its position is the next after the one it has: none twice, none left out.
 */
export class SiteFeed {
  readonly streams = new Set<DeskStream>();

  /** @param head the last line that was read. */
  constructor(
    private readonly read: ReadLog,
    public head: number,
  ) {}

  /** Adds a client, which gets what follows its position. */
  follow(stream: DeskStream): void {
    this.streams.add(stream);
    stream.once('close', () => this.streams.delete(stream));
    void this.catchUp(stream);
  }

  /** Reads a portion of what is new and hands it on; returns what was read. */
  async advance(): Promise<readonly StreamRow[]> {
    const lines = await this.read(this.head, PORTION);
    for (const line of lines) this.handOn(line);
    return lines;
  }

  /** To everybody who follows, in between the lines of the log. Who is behind gets the next one. */
  tell(textFor: (stream: DeskStream) => string | null): void {
    for (const stream of this.streams) {
      const text = stream.isLive ? textFor(stream) : null;
      if (text !== null && !stream.send(text)) void this.catchUp(stream);
    }
  }

  private handOn(line: StreamRow): void {
    const position = Number(line.position);
    const text = lineMessage(line);
    const bytes = text === null ? null : Buffer.from(text);
    this.head = position;
    for (const stream of this.streams) {
      if (!stream.isLive || position <= stream.position) continue;
      stream.position = position;
      const said = isShown(line, stream.hidden) ? bytes : goneMessage(line, stream.hidden);
      if (said !== null && !stream.send(said)) void this.catchUp(stream);
    }
  }

  /** Never rejects: a client whose lines cannot be read is cut off, and resumes. */
  private async catchUp(stream: DeskStream): Promise<void> {
    stream.isLive = false;
    try {
      for (;;) {
        await stream.drained();
        if (stream.isOver) return;
        if (stream.position >= this.head) break;
        for (const line of await this.read(stream.position, PORTION)) {
          stream.position = Number(line.position);
          const text = isShown(line, stream.hidden) ? lineMessage(line) : goneMessage(line, stream.hidden);
          if (text !== null) stream.send(text);
        }
      }
      stream.isLive = true;
    } catch {
      stream.destroy();
    }
  }
}
