import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../../domain/errors';
import { CONNECTION_PERMISSIONS, type Permission } from '../../domain/permissions';
import type { DialectProtocol, Presented } from '../../platform/http/dialect-protocol';
import type { Caller, WeirRequest } from '../access.decorator';
import { SiteDirectory } from '../guard/site-directory';
import { addressGroup } from '../rate-limits';
import { ConnectionCalls } from './connection-calls';
import { ConnectionCredentials, type FoundConnection } from './connection-credentials';
import { DialectCall } from './dialect-call';

/**
 * Wrong secrets that one address may show in a minute to one process before it hears 429. Right ones are never refused for it: many
 * blogs share an address, and the shortest secret has 62 bits.
 */
export const WRONG_SECRETS_A_MINUTE = 60;

const PERMISSIONS: ReadonlySet<Permission> = new Set(CONNECTION_PERMISSIONS);

/** Lets a connection in by what its protocol shows; throws `unauthenticated` for everybody else, which the protocol says in its own words. */
@Injectable()
export class DialectDoor {
  private readonly wrong = new RateLimiterMemory({ points: WRONG_SECRETS_A_MINUTE, duration: 60 });

  constructor(
    private readonly credentials: ConnectionCredentials,
    private readonly sites: SiteDirectory,
    private readonly calls: ConnectionCalls,
  ) {}

  async admit(request: WeirRequest, reply: FastifyReply, protocol: DialectProtocol): Promise<Caller> {
    const presented = protocol.credentialOf(request);
    if (!presented) throw problem('unauthenticated');
    const { found, refused } = await this.find(protocol, presented);
    if (!found) return this.refuse(request.ip);
    const call = new DialectCall(found.connection, request.routeOptions.url ?? '');
    const started = performance.now();
    reply.raw.once('finish', () => { this.calls.note(call, { status: reply.statusCode, tookMs: performance.now() - started }); });
    const site = (await this.sites.find(found.siteSlug))?.site;
    const sentence = refused ?? (found.connection.isEnabled ? null : 'The connection is switched off in Weir, so the call was refused.');
    if (sentence === null && site) return { actor: { kind: 'connection', connectionId: found.connection.id, dialect: protocol.dialect, permissions: PERMISSIONS }, site, session: null, call };
    call.tell('refused');
    if (sentence !== null) call.note(sentence);
    return this.refuse(request.ip);
  }

  /**
   * The call of a caller whom {@link admit} would let in, for who answers before there is a request of the framework's and notes the call by
   * itself; null for everybody else, who goes the usual way to be told.
   */
  async admitEarly({ dialect }: DialectProtocol, secret: string, operation: string): Promise<DialectCall | null> {
    const found = await this.credentials.bySecret(dialect, secret);
    if (!found?.connection.isEnabled || !(await this.sites.find(found.siteSlug))) return null;
    return new DialectCall(found.connection, operation);
  }

  /** `refused` says why a connection that was named is not let in. */
  private async find({ dialect }: DialectProtocol, presented: Presented): Promise<{ readonly found: FoundConnection | null; readonly refused: string | null }> {
    if (presented.kind === 'secret') return { found: await this.credentials.bySecret(dialect, presented.secret), refused: null };
    const found = await this.credentials.byId(dialect, presented.connectionId);
    if (!found || found.valid.some((secret) => presented.isBy(secret))) return { found, refused: null };
    return { found, refused: found.valid.length === 0 ? 'No secret has been given to this connection yet.' : 'The signature was made with another secret than the one given to Weir.' };
  }

  private async refuse(ip: string): Promise<never> {
    const full = await this.wrong.consume(addressGroup(ip)).then(() => null, (state: unknown) => state as RateLimiterRes);
    if (full) throw problem('too_many_requests', { retryAfter: Math.ceil(full.msBeforeNext / 1_000) });
    throw problem('unauthenticated');
  }
}
