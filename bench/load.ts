import { connect, type Socket } from 'node:net';
import { percentile } from './report';

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** A pause of each connection between two requests: less than all that the server can do. */
  readonly pauseMs?: number;
  /** The whole HTTP request for the n-th comment of the run. */
  readonly request: (n: number) => Buffer;
  /** Status of a good answer: 201 unless it says otherwise. */
  readonly expected?: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers with another status than the expected one. */
  readonly failures: number;
}

/**
 * Keeps every connection busy with one request at a time. Plain sockets and prepared bytes, because on a small machine a
 * full HTTP client takes as much of the processor as the server that it should measure.
 */
export async function drive({ port, connections, seconds, request, pauseMs = 0, expected = 201 }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let [sent, failures] = [0, 0];
  const began = performance.now();
  const until = began + seconds * 1_000;
  const next = (): Buffer | null => (performance.now() < until ? request(sent++) : null);
  const answered = (status: number, ms: number): void => {
    latencies.push(ms);
    if (status !== expected) failures++;
  };
  await Promise.all(Array.from({ length: connections }, () => busy(port, next, answered, pauseMs)));
  const took = (performance.now() - began) / 1_000;
  const sorted = Float64Array.from(latencies).sort();
  return { perSecond: latencies.length / took, count: latencies.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), failures };
}

async function busy(port: number, next: () => Buffer | null, answered: (status: number, ms: number) => void, pauseMs: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => {
    let began = 0;
    const send = (): void => {
      const bytes = next();
      if (bytes === null) {
        socket.end();
        resolve();
        return;
      }
      began = performance.now();
      socket.write(bytes);
    };
    socket.on('error', reject);
    socket.on('connect', send);
    onAnswers(socket, (status) => {
      answered(status, performance.now() - began);
      if (pauseMs > 0) setTimeout(send, pauseMs);
      else send();
    });
  });
}

/** Cuts the stream into answers by content-length, which all servers measured here send. */
function onAnswers(socket: Socket, each: (status: number) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const end = pending.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = pending.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (pending.length < end + 4 + length) return;
    pending = pending.subarray(end + 4 + length);
    each(Number(head.slice(9, 12)));
  });
}

export function httpRequest(path: string, headers: Readonly<Record<string, string>>, body: object): Buffer {
  const json = Buffer.from(JSON.stringify(body));
  const lines = [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', 'content-type: application/json', `content-length: ${String(json.length)}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), json]);
}

export function httpGet(path: string, headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.from([`GET ${path} HTTP/1.1`, 'host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '\r\n'].join('\r\n'));
}
