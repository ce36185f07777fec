import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Site } from '../domain/actor';
import type { Permission } from '../domain/permissions';
import { ACCESS_RULE, type AccessRule } from '../platform/http/access-rule';
import type { DialectProtocol } from '../platform/http/dialect-protocol';
import type { DialectCall } from './connections/dialect-call';
import type { BrowserSession } from './guard/credential';

export { Public } from '../platform/http/access-rule';

const signed = (rule: AccessRule): MethodDecorator => applyDecorators(SetMetadata(ACCESS_RULE, rule), ApiBearerAuth('bearer'), ApiCookieAuth('session'));

export const AnyPerson = (): MethodDecorator => signed({ kind: 'person' });
export const OwnerOnly = (): MethodDecorator => signed({ kind: 'owner' });
/** `readers: true` also lets a reader token in; the use case narrows it to the reader's own comments. */
export const Access = (permission: Permission, { readers = false } = {}): MethodDecorator => signed({ kind: 'site', permission, readers });
/** A route of another filter's protocol: a connection of that dialect comes in, and every error leaves as the protocol says. */
export const Dialect = (protocol: DialectProtocol): MethodDecorator => applyDecorators(SetMetadata(ACCESS_RULE, { kind: 'dialect', protocol } satisfies AccessRule), RouteConfig({ dialect: protocol }));

/** What the guard found out, kept on the request. */
export interface Caller {
  readonly actor: Actor | null;
  readonly site: Site | null;
  /** The browser session of a signed-in person; null for every other credential. */
  readonly session: BrowserSession | null;
  /** Only on routes of a dialect. */
  readonly call?: DialectCall;
}

export type WeirRequest = FastifyRequest & { weir?: Caller };

/** The caller, as the credential says. Only on routes with {@link Access}, {@link AnyPerson} or {@link OwnerOnly}. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = context.switchToHttp().getRequest<WeirRequest>().weir?.actor;
  if (!actor) throw new Error('CurrentActor stands on a route without a signed-in caller');
  return actor;
});

/** The site of the path, already checked against the credential. */
export const CurrentSite = createParamDecorator((_: unknown, context: ExecutionContext): Site => {
  const site = context.switchToHttp().getRequest<WeirRequest>().weir?.site;
  if (!site) throw new Error('CurrentSite stands on a route without a site');
  return site;
});
