import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { CredentialReader } from './guard/credential-reader';
import { KeyCredentials } from './guard/key-credentials';
import { LastUse } from './guard/last-use';
import { PersonCredentials } from './guard/person-credentials';
import { SiteDirectory } from './guard/site-directory';
import { HttpHooks } from './http-hooks';
import { NewSiteSteps } from './new-site-steps';
import { ReaderTokens } from './readers/reader-tokens';
import { RouteDeclarations } from './route-declarations';

const guard = [CredentialReader, HttpHooks, KeyCredentials, LastUse, PersonCredentials, ReaderTokens, RouteDeclarations];
const shared = [NewSiteSteps, SiteDirectory];

/** Wing B, who: sites, keys, people, readers, and the guard before every route. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [...guard, ...shared, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: shared,
})
export class AccessModule {}
