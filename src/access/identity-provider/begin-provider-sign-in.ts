import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { IdentityProvider } from './identity-provider';
import { LeadBack, type NextStep } from './lead-back';
import { ownPage } from './own-page';
import { SignInErrands } from './sign-in-errand';

/** Sends somebody to the provider, to come back to the page they wanted. 404 where there is none. */
@Injectable()
export class BeginProviderSignIn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly errands: SignInErrands,
    private readonly leadBack: LeadBack,
  ) {}

  execute(page: string | undefined): Promise<NextStep> {
    if (this.provider.name === null) throw problem('not_found');
    return this.leadBack.instead(async () => {
      const { url, checks } = await this.provider.begin();
      const errand = this.errands.seal({ ...checks, page: ownPage(page) });
      return { location: url, errand, session: null };
    });
  }
}
