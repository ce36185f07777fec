import { Inject, Injectable } from '@nestjs/common';
import { invalidField } from '../domain/errors';
import type { Config } from '../platform/config/config';
import { CONFIG } from '../platform/config/config.module';
import { AddressPolicy } from '../platform/http/address-policy';
import { urlProblem } from '../platform/http/guarded-fetch';

/** Tells an admin at once about a URL that could never be called. Host names are judged at each attempt, when they resolve. */
@Injectable()
export class CallableUrl {
  private readonly policy: AddressPolicy;

  constructor(@Inject(CONFIG) { allowedPrivateNetworks }: Pick<Config, 'allowedPrivateNetworks'>) {
    this.policy = new AddressPolicy(allowedPrivateNetworks);
  }

  /** The URL in its normal form; 422 at `/url` when it can never be called. */
  check(url: string): string {
    const problem = urlProblem(url, this.policy);
    if (problem !== null) throw invalidField('/url', problem);
    return new URL(url).href;
  }
}
