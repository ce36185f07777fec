import { Injectable } from '@nestjs/common';
import { IdentityProvider } from './identity-provider';
import { SignInErrands } from './sign-in-errand';

/** The console's own pages; anything else could lead a freshly signed-in person to a stranger's page. */
const OWN_PAGE = /^\/console\/(?!\/)[\w\-./~%?=&]*$/;
export const FIRST_PAGE = '/console/';

export interface BegunSignIn {
  /** Where the browser goes. */
  readonly url: string;
  /** What it carries, for the cookie. */
  readonly errand: string;
}

/** Sends somebody to the provider, to come back to the page they wanted. */
@Injectable()
export class BeginProviderSignIn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly errands: SignInErrands,
  ) {}

  async execute(page: string | undefined): Promise<BegunSignIn> {
    const { url, checks } = await this.provider.begin();
    return { url, errand: this.errands.seal({ ...checks, page: page !== undefined && OWN_PAGE.test(page) ? page : FIRST_PAGE }) };
  }
}
