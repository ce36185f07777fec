import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionCookie } from '../sessions/session-cookie';
import { ErrandCookie } from './errand-cookie';
import type { NextStep } from './lead-back';

/** Sends a browser on its way, with the cookies of that step. */
@Injectable()
export class SendStep {
  constructor(
    private readonly errandCookie: ErrandCookie,
    private readonly sessionCookie: SessionCookie,
  ) {}

  async send(reply: FastifyReply, { location, errand, session }: NextStep): Promise<void> {
    this.errandCookie.put(reply, errand);
    if (session !== null) this.sessionCookie.set(reply, session);
    await reply.redirect(location, 302);
  }
}
