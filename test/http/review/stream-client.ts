import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface StreamEvent {
  readonly type: string;
  /** Null: the event has none of its own. */
  readonly id: number | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- because a test reads the members it expects, and fails on the spot when they are not there.
  readonly data: any;
}

const POLL_MS = 20;
const PATIENCE_MS = 30_000;

/** A client of an event stream over a real connection, reading as the standard says. */
export class StreamClient {
  readonly events: StreamEvent[] = [];
  /** What a browser would send as `Last-Event-ID`. */
  lastEventId = '';
  isOver = false;
  private text = '';

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => { this.read(chunk); });
    response.on('error', () => undefined);
    response.on('close', () => { this.isOver = true; });
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<StreamClient> {
    const request = get(url, { headers, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return new StreamClient(response);
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  get headers(): IncomingHttpHeaders {
    return this.response.headers;
  }

  /** The events of the log: those with an id, but for the greeting. */
  get lines(): StreamEvent[] {
    return this.events.filter(({ id, type }) => id !== null && type !== 'ready' && type !== 'reset');
  }

  /** Until the condition holds; an error that shows what came if it never does. */
  async until(condition: () => boolean, what = 'what the test waits for'): Promise<void> {
    const began = Date.now();
    while (!condition()) {
      await delay(POLL_MS);
      if (Date.now() - began > PATIENCE_MS) throw new Error(`${what} did not come; the stream ${this.isOver ? 'is over' : 'is open'} and said ${JSON.stringify(this.events.slice(-5))}`);
    }
  }

  /** Stops reading: the connection stays. */
  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  /** Cuts the connection, as a lost network does. */
  cut(): void {
    this.response.destroy();
  }

  private read(chunk: string): void {
    const blocks = (this.text + chunk).split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.dispatch(block.split('\n'));
  }

  private dispatch(fields: readonly string[]): void {
    const of = (name: string): string | undefined => fields.find((field) => field.startsWith(`${name}: `))?.slice(name.length + 2);
    const [id, data] = [of('id'), of('data')];
    if (id !== undefined) this.lastEventId = id;
    if (data !== undefined) this.events.push({ type: of('event') ?? 'message', id: id === undefined ? null : Number(id), data: JSON.parse(data) });
  }
}
