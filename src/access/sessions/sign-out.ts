import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SessionStore } from '../../store/session.store';
import type { BrowserSession } from '../guard/credential';
import { PersonCredentials } from '../guard/person-credentials';

/** Ends a session; the cookie is worth nothing from then on. */
@Injectable()
export class SignOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly credentials: PersonCredentials,
  ) {}

  async execute({ tokenHash }: BrowserSession): Promise<void> {
    await this.sessions.remove(this.unitOfWork.reads, tokenHash);
    this.credentials.changed();
  }
}
