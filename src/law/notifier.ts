import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { Secrets } from '../platform/crypto/secrets';

/** Who gave a notice. */
export interface Notifier {
  readonly name: string | null;
  readonly email: string | null;
}

/** Keeps names and addresses of notifiers so that only this service can read them. */
@Injectable()
export class NotifierSeal {
  constructor(private readonly secrets: Secrets) {}

  /** Null where nobody is named. */
  seal(notifier: Notifier): Buffer | null {
    return notifier.name === null && notifier.email === null ? null : this.secrets.encrypt(JSON.stringify(notifier));
  }

  open(sealed: Buffer): Notifier {
    return JSON.parse(this.secrets.decrypt(sealed)) as Notifier;
  }

  /** The same keyed hash by which an author's address is known, so that erasing the author finds the notices. */
  hashOf(siteId: SiteId, email: string): Buffer {
    return this.secrets.keyedHash('personal-data', siteId, email.toLowerCase());
  }

  /** What {@link hashOf} said while earlier secrets were in force. */
  earlierHashesOf(siteId: SiteId, email: string): Buffer[] {
    return this.secrets.earlierHashes('personal-data', siteId, email.toLowerCase());
  }
}
