import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { PersonId } from '../domain/ids';
import type { Config } from '../platform/config/config';
import { CONFIG } from '../platform/config/config.module';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { AccountLog } from './account/account-log';
import { SERVICE_CALL } from './call';
import { PersonStore } from '../store/person.store';
import { generatePassword, hashPassword } from './people/passwords';

export interface EnsuredOwner {
  readonly email: string;
  /** To be printed this once; null unless it was generated just now. */
  readonly generatedPassword: string | null;
  /** Where the generated password is kept; null unless it was generated just now. */
  readonly file: string | null;
}

/** Makes the first owner, if there is none: null when there is one already. Any number of processes may call it at once. */
@Injectable()
export class EnsureOwner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonStore,
    private readonly log: AccountLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute(): Promise<EnsuredOwner | null> {
    const { email, password } = this.config.admin;
    const file = join(this.config.dataDir, 'owner.txt');
    return this.unitOfWork.run(async (tx) => {
      if (await this.people.hasOwner(tx)) return null;
      const chosen = password ?? generatePassword();
      // Before the commit and under the lock: a crash in between leaves a password that opens nothing, never an owner
      // whom nobody can be. Running it again writes the file again.
      if (password === null) await this.keep(file, `${email}\n${chosen}\n`);
      await this.makeOwner(tx, email, await hashPassword(chosen));
      return { email, generatedPassword: password === null ? chosen : null, file: password === null ? file : null };
    });
  }

  /** Who signs in as the owner: after a restore, or a change of settings, perhaps somebody else than is configured. */
  async email(): Promise<string> {
    const { email } = this.config.admin;
    return (await this.people.ownerEmail(this.unitOfWork.reads, email)) ?? email;
  }

  private async makeOwner(tx: Tx, email: string, passwordHash: string): Promise<void> {
    const id = newId<PersonId>();
    if (await this.people.insert(tx, { id, email, name: 'Owner', passwordHash, isOwner: true, createdAt: new Date() })) {
      await this.log.note(tx, SERVICE_CALL, { personId: id, type: 'owner.made', payload: { from: null, to: 'owner' } });
      return;
    }
    const known = await this.people.byEmail(tx, email);
    if (!known) return;
    await this.people.makeOwner(tx, known.id);
    await this.people.setPassword(tx, known.id, passwordHash);
    await this.log.note(tx, SERVICE_CALL, { personId: known.id, type: 'owner.made', payload: { from: 'person', to: 'owner' } });
  }

  private async keep(file: string, text: string): Promise<void> {
    await mkdir(this.config.dataDir, { recursive: true });
    await writeFile(file, text, { mode: 0o600 });
  }
}
