import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { newToken, tokenHash } from '../../platform/crypto/secrets';

/** What a link is for, as it stands in the address. */
export type LinkKind = 'invitation' | 'password';

/** Links that let somebody in once. The token stands behind the `#`, which no browser sends and no proxy writes down. */
@Injectable()
export class OneTimeLinks {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  make(kind: LinkKind): { readonly token: string; readonly hash: Buffer; readonly link: string } {
    const token = newToken('');
    return { token, hash: tokenHash(token), link: `${this.config.publicUrl}/console/#${kind}/${token}` };
  }
}
