import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import type { AddressPolicy } from './address-policy';

const NOT_PUBLIC = 'Leads to an address that is not public; the operator of the service can allow its network.';

/** The service does not connect to this URL on behalf of somebody else; the message says why. */
export class RefusedUrlError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'RefusedUrlError';
  }
}

export interface GuardedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For everything together: resolving, connecting, sending, the answer. */
  readonly timeoutMs: number;
  /** Ends the request early, because the process stops. */
  readonly signal?: AbortSignal;
  /** How long an answer may be to be read; without it nobody wants to know what it says. A longer one is an error. */
  readonly readBytes?: number;
}

export interface GuardedResponse {
  readonly status: number;
  readonly retryAfter: string | null;
  /** What the answer says, as UTF-8, if somebody asked for it. */
  readonly body?: string;
}

/** What a receiver says beyond its status is of no use; so much is read to let the connection be used again. */
const READ_AT_MOST_BYTES = 1_024;

/** Why a URL can never be called, as a sentence for its author; null when it can be tried. Names are judged when they resolve. */
export function urlProblem(text: string, policy: AddressPolicy): string | null {
  if (!URL.canParse(text)) return 'Must be an absolute URL.';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Must begin with https:// or http://.';
  if (url.username !== '' || url.password !== '') return 'Must not contain a user name or password.';
  const host = bareHost(url.hostname);
  if (isIP(host) !== 0 && !policy.permits(host)) return NOT_PUBLIC;
  return null;
}

/**
 * HTTP to addresses that others choose. The address is judged where the connection is made, on what the name resolved to
 * for this very connection, so that a name that resolves differently a moment later (DNS rebinding) gains nothing.
 * Redirects are answers like any other and never followed.
 */
export class GuardedFetch {
  private readonly agent: Agent;

  constructor(private readonly policy: AddressPolicy) {
    const connect = buildConnector({ lookup: this.lookup, timeout: 10_000 });
    this.agent = new Agent({
      keepAliveTimeout: 4_000,
      connect: (options, callback) => {
        // Node does not look up what is an address already, so the lookup below never sees it.
        const host = bareHost(options.hostname);
        if (isIP(host) !== 0 && !policy.permits(host)) callback(new RefusedUrlError(NOT_PUBLIC), null);
        else connect(options, callback);
      },
    });
  }

  /** Posts and returns the status, whatever it is. Rejects when there is no answer: refused address, network, timeout. */
  async post(url: string, { headers, body, timeoutMs, signal, readBytes }: GuardedRequest): Promise<GuardedResponse> {
    const problem = urlProblem(url, this.policy);
    if (problem !== null) throw new RefusedUrlError(problem);
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: 'POST', headers: { ...headers }, body, dispatcher: this.agent, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    const retryAfter = answer.headers['retry-after'];
    const status = { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null };
    if (readBytes !== undefined) return { ...status, body: await textOf(answer.body, readBytes) };
    await answer.body.dump({ limit: READ_AT_MOST_BYTES, signal: timeout }).catch(() => undefined);
    return status;
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const permitted = addresses.filter(({ address }) => this.policy.permits(address));
      const [first] = permitted;
      if (first === undefined) callback(new RefusedUrlError(NOT_PUBLIC), '', 0);
      else if (options.all === true) callback(null, permitted);
      else callback(null, first.address, first.family);
    });
  };
}

async function textOf(body: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (length > most) throw new Error(`The answer is longer than ${String(most)} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A URL writes IPv6 addresses in brackets. */
function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
