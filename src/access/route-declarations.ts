import { type INestApplicationContext, Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '../platform/http/access-rule';

export interface Route {
  readonly method: string;
  /** As Fastify reads it: `:name` is a parameter, `::` a colon. */
  readonly path: string;
  readonly rule: AccessRule;
}

type DeclaredRoute = Omit<Route, 'rule'> & { readonly rule: AccessRule | undefined };

export class UndeclaredRoutesError extends Error {
  constructor(readonly routes: readonly string[]) {
    super(`These routes do not say who may use them; add @Access, @AnyPerson, @OwnerOnly, @Dialect or @Public:\n${routes.map((route) => `  - ${route}`).join('\n')}`);
    this.name = 'UndeclaredRoutesError';
  }
}

/** Refuses to start a service with a route that nobody thought about: forgetting is not the same as allowing. */
@Injectable()
export class RouteDeclarations implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Throws {@link UndeclaredRoutesError} naming every route without a rule, every site rule on a path without a site, and every route of a dialect on a path with one. */
  onModuleInit(): void {
    const wrong = this.declared().filter(({ rule, path }) => !rule || (rule.kind === 'site' && !namesSite(path)) || (rule.kind === 'dialect' && namesSite(path)));
    if (wrong.length > 0) throw new UndeclaredRoutesError(wrong.map(({ method, path, rule }) => `${method} ${path}${problemWith(rule)}`));
  }

  list(): Route[] {
    return this.declared().filter((route): route is Route => route.rule !== undefined);
  }

  private declared(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      const bases = paths(metatype);
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => routesOf(bases, prototype[name]));
    });
  }
}

const namesSite = (path: string): boolean => path.split('/').includes(':site');

function problemWith(rule: AccessRule | undefined): string {
  if (!rule) return '';
  return rule.kind === 'dialect' ? " (its site is the connection's, not the path's)" : ' (its path has no :site)';
}

function routesOf(bases: readonly string[], handler: object | undefined): DeclaredRoute[] {
  const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
  if (!handler || method === undefined) return [];
  const rule = Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule | undefined;
  return bases.flatMap((base) => paths(handler).map((path) => ({ method: RequestMethod[method], path: join(base, path), rule })));
}

function paths(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return Array.isArray(path) ? path : [path ?? ''];
}

function join(base: string, path: string): string {
  return `/${[base, path].flatMap((part) => part.split('/')).filter((part) => part !== '').join('/')}`;
}

/** Every route of the service with its rule, for tests that must not forget one. */
export function listRoutes(app: INestApplicationContext): Route[] {
  return app.get(RouteDeclarations, { strict: false }).list();
}
