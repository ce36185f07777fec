import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SessionStore } from '../../store/session.store';
import type { BrowserSession } from '../guard/credential';

/** Ends a session; the cookie is worth nothing from then on. */
@Injectable()
export class SignOut {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ tokenHash }: BrowserSession): Promise<void> {
    await this.sessions.remove(this.unitOfWork.reads, tokenHash);
  }
}
