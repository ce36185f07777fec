import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { AccountEventsController } from './account/account-events.controller';
import { AccountLog } from './account/account-log';
import { ListAccountEvents } from './account/list-account-events';
import { OwnSecretLimits } from './account/own-secret-limits';
import { AddConnection } from './connections/add-connection';
import { ChangeConnection } from './connections/change-connection';
import { ChangeConnectionSecret } from './connections/change-connection-secret';
import { ConnectionCalls } from './connections/connection-calls';
import { ConnectionCredentials } from './connections/connection-credentials';
import { ConnectionTrials } from './connections/connection-trials';
import { ConnectionsController } from './connections/connections.controller';
import { DialectDoor } from './connections/dialect-door';
import { ListConnectionCalls } from './connections/list-connection-calls';
import { ListConnections } from './connections/list-connections';
import { RemoveConnection } from './connections/remove-connection';
import { SealSecret } from './connections/seal-secret';
import { TestConnection } from './connections/test-connection';
import { EnsureOwner } from './ensure-owner';
import { CredentialReader } from './guard/credential-reader';
import { KeyCredentials } from './guard/key-credentials';
import { LastUse } from './guard/last-use';
import { PersonCredentials } from './guard/person-credentials';
import { SiteDirectory } from './guard/site-directory';
import { StandingAccess } from './guard/standing-access';
import { HttpHooks } from './http-hooks';
import { BeginProviderSignIn } from './identity-provider/begin-provider-sign-in';
import { ErrandCookie } from './identity-provider/errand-cookie';
import { FinishProviderSignIn } from './identity-provider/finish-provider-sign-in';
import { IdentityProvider } from './identity-provider/identity-provider';
import { LeadBack } from './identity-provider/lead-back';
import { ProviderSignInController } from './identity-provider/provider-sign-in.controller';
import { ProviderSignInLimits } from './identity-provider/provider-sign-in-limits';
import { SendStep } from './identity-provider/send-step';
import { SignInErrands } from './identity-provider/sign-in-errand';
import { AcceptInvitation } from './invitations/accept-invitation';
import { AcceptingController } from './invitations/accepting.controller';
import { InvitationsController } from './invitations/invitations.controller';
import { InvitePerson } from './invitations/invite-person';
import { JoinSite } from './invitations/join-site';
import { ListInvitations } from './invitations/list-invitations';
import { OpenAccount } from './invitations/open-account';
import { RevokeInvitation } from './invitations/revoke-invitation';
import { ShowInvitation } from './invitations/show-invitation';
import { CreateKey } from './keys/create-key';
import { KeysController } from './keys/keys.controller';
import { ListKeys } from './keys/list-keys';
import { RevokeKey } from './keys/revoke-key';
import { NewSiteSteps } from './new-site-steps';
import { LinkLimits } from './links/link-limits';
import { OneTimeLinks } from './links/one-time-links';
import { Accounts } from './people/accounts';
import { AddPerson } from './people/add-person';
import { ChangeOwnName } from './people/change-own-name';
import { ChangePassword } from './people/change-password';
import { ChangeMember } from './people/change-member';
import { ListPeople } from './people/list-people';
import { MeController } from './people/me.controller';
import { Passwords } from './people/passwords';
import { PeopleController } from './people/people.controller';
import { PersonalTokensController } from './people/personal-tokens.controller';
import { PagePermissions } from './page-permissions';
import { CreateToken, ListTokens, RevokeToken } from './people/personal-tokens';
import { RemovePerson } from './people/remove-person';
import { ShowMe } from './people/show-me';
import { RateLimits } from './rate-limits';
import { OpenReaderSession } from './readers/open-reader-session';
import { ReaderOrigin } from './readers/reader-origin';
import { ReaderSessionsController } from './readers/reader-sessions.controller';
import { ReaderTokens } from './readers/reader-tokens';
import { OfferPasswordReset } from './rescue/offer-password-reset';
import { RescueController } from './rescue/rescue.controller';
import { ResetPassword } from './rescue/reset-password';
import { TakeSecondFactor } from './rescue/take-second-factor';
import { RouteDeclarations } from './route-declarations';
import { BeginSecondFactor } from './second-factor/begin-second-factor';
import { ConfirmSecondFactor } from './second-factor/confirm-second-factor';
import { DemandBoth } from './second-factor/demand-both';
import { RemoveSecondFactor } from './second-factor/remove-second-factor';
import { RenewRecoveryCodes } from './second-factor/renew-recovery-codes';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { SecondFactors } from './second-factor/second-factors';
import { ShowSecondFactor } from './second-factor/show-second-factor';
import { EndSessions } from './sessions/end-sessions';
import { FinishSignIn } from './sessions/finish-sign-in';
import { ListSessions } from './sessions/list-sessions';
import { OwnSessionsController } from './sessions/own-sessions.controller';
import { SecondStepLimits } from './sessions/second-step-limits';
import { SignInTickets } from './sessions/sign-in-ticket';
import { SignOutPerson } from './sessions/sign-out-person';
import { SessionCookie } from './sessions/session-cookie';
import { SessionController } from './sessions/session.controller';
import { SignIn } from './sessions/sign-in';
import { SignInLimits } from './sessions/sign-in-limits';
import { SignOut } from './sessions/sign-out';
import { StartSession } from './sessions/start-session';
import { ChangeSettings } from './sites/change-settings';
import { CreateSite } from './sites/create-site';
import { ListSites } from './sites/list-sites';
import { ShowSettings } from './sites/show-settings';
import { SitesController } from './sites/sites.controller';

const guard = [CredentialReader, HttpHooks, KeyCredentials, LastUse, PersonCredentials, RouteDeclarations];
const sites = [ListSites, ShowSettings];
const keys = [ListKeys, RevokeKey];
const connections = [AddConnection, ChangeConnection, ChangeConnectionSecret, ConnectionCredentials, ListConnectionCalls, ListConnections, RemoveConnection, SealSecret, TestConnection];
const people = [Accounts, AddPerson, ChangeMember, ChangeOwnName, ChangePassword, CreateToken, ListPeople, ListTokens, Passwords, RemovePerson, RevokeToken, ShowMe];
const invitations = [AcceptInvitation, InvitePerson, JoinSite, LinkLimits, ListInvitations, OneTimeLinks, OpenAccount, RevokeInvitation, ShowInvitation];
const rescue = [OfferPasswordReset, ResetPassword, TakeSecondFactor];
const account = [AccountLog, ListAccountEvents, OwnSecretLimits];
const secondFactor = [BeginSecondFactor, ConfirmSecondFactor, DemandBoth, RemoveSecondFactor, RenewRecoveryCodes, SecondFactors, ShowSecondFactor];
const sessions = [EndSessions, FinishSignIn, ListSessions, SecondStepLimits, SignInTickets, SignOutPerson, SessionCookie, SignIn, SignInLimits, SignOut, StartSession];
const identityProvider = [BeginProviderSignIn, ErrandCookie, FinishProviderSignIn, IdentityProvider, LeadBack, ProviderSignInLimits, SendStep, SignInErrands];
const readers = [OpenReaderSession, ReaderOrigin, ReaderTokens];
/** For other rooms and for the first start. */
const shared = [ChangeSettings, ConnectionCalls, ConnectionTrials, CreateKey, CreateSite, DialectDoor, EnsureOwner, NewSiteSteps, RateLimits, PagePermissions, SiteDirectory, StandingAccess];

/** Wing B, who: sites, keys, people, readers, and the guard before every route. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [AcceptingController, InvitationsController, RescueController, AccountEventsController, OwnSessionsController, SecondFactorController, KeysController, MeController, PeopleController, PersonalTokensController, ProviderSignInController, ReaderSessionsController, SessionController, SitesController, ConnectionsController],
  providers: [...guard, ...sites, ...keys, ...connections, ...people, ...invitations, ...rescue, ...account, ...secondFactor, ...sessions, ...identityProvider, ...readers, ...shared, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: shared,
})
export class AccessModule {}
