import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';
import { newToken, tokenHash } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import { newId } from '../../platform/ids';
import { AccountLog } from '../account/account-log';
import type { Call } from '../call';
import { PersonalTokenStore } from '../../store/personal-token.store';
import { futureMoment } from '../future-moment';
import { PERSONAL_TOKEN_PREFIX } from '../guard/person-credentials';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { type CreateTokenDto, type NewTokenView, type TokenView, toTokenView } from './personal-token.dto';

/** A person's own tokens for scripts, newest first. */
@Injectable()
export class ListTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: PersonalTokenStore,
  ) {}

  async execute(personId: PersonId, query: PageQuery): Promise<Page<Plain<TokenView>>> {
    const found = await this.tokens.list(this.unitOfWork.reads, personId, idAfter(query, LAST_ID), query.limit);
    return page(found, query.limit, toTokenView, ({ id }) => [id]);
  }
}

/** Makes a token that may do what its person may. The answer is the only place where its secret ever stands. */
@Injectable()
export class CreateToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: PersonalTokenStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, { name, expiresAt }: CreateTokenDto): Promise<Plain<NewTokenView>> {
    const secret = newToken(PERSONAL_TOKEN_PREFIX);
    const token = { id: newId(), name, expiresAt: futureMoment(expiresAt, '/expiresAt'), createdAt: new Date() };
    await this.unitOfWork.run(async (tx) => {
      await this.tokens.insert(tx, personId, { ...token, secretHash: tokenHash(secret) });
      await this.log.note(tx, call, { personId, type: 'token.created', payload: { tokenId: token.id, expiresAt: token.expiresAt } });
    });
    return { ...toTokenView({ ...token, lastUsedAt: null }), secret };
  }
}

/** Ends a token of the person, at once. */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: PersonalTokenStore,
    private readonly log: AccountLog,
  ) {}

  async execute(call: Call, personId: PersonId, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.tokens.remove(tx, personId, id))) throw problem('not_found');
      await this.log.note(tx, call, { personId, type: 'token.revoked', payload: { tokenId: id } });
    });
  }
}
