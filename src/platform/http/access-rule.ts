import { SetMetadata } from '@nestjs/common';
import type { Permission } from '../../domain/permissions';
import type { DialectProtocol } from './dialect-protocol';

/**
 * What a route asks of its caller. Every route declares exactly one of these; a route that declares nothing does not start.
 * - `public`: nobody needs to be known.
 * - `person`: any signed-in person, no site involved.
 * - `owner`: a person who manages all sites.
 * - `site`: a credential of the site in the path, with that permission. Without it the site is not there (404).
 * - `dialect`: a site's connection of that dialect, shown as its protocol shows it; the site is the connection's.
 */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'person' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'site'; readonly permission: Permission; readonly readers: boolean }
  | { readonly kind: 'dialect'; readonly protocol: DialectProtocol };

export const ACCESS_RULE = 'weir:access';

export const Public = (): MethodDecorator => SetMetadata(ACCESS_RULE, { kind: 'public' } satisfies AccessRule);
