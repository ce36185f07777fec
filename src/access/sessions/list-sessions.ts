import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { PersonId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { type ListedSession, SessionStore, SIGNED_IN_BY, type SignedInBy } from '../../store/session.store';
import { idAfter, LAST_ID, type PageQuery } from '../page-query';
import { IDLE_MS } from './session-lifetime';

export class OwnSessionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The session of this very request.' }) isCurrent!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What the browser said of itself.' }) userAgent!: string | null;
  @ApiProperty({ enum: SIGNED_IN_BY, description: 'How the person signed in; `code`: password and code.' }) signedInBy!: SignedInBy;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'To the minute.' }) lastSeenAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class OwnSessionPageView {
  @ApiProperty({ type: [OwnSessionView] }) items!: OwnSessionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** Where a person is signed in, newest first. */
@Injectable()
export class ListSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionStore,
  ) {}

  async execute(personId: PersonId, currentId: string, query: PageQuery): Promise<Page<Plain<OwnSessionView>>> {
    const at = new Date();
    const found = await this.sessions.list(this.unitOfWork.reads, personId, { at, seenSince: new Date(at.getTime() - IDLE_MS), before: idAfter(query, LAST_ID), limit: query.limit });
    return page(found, query.limit, (session) => toView(session, currentId), ({ id }) => [id]);
  }
}

function toView({ id, userAgent, signedInBy, createdAt, lastSeenAt, expiresAt }: ListedSession, currentId: string): Plain<OwnSessionView> {
  return { id, isCurrent: id === currentId, userAgent, signedInBy, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
