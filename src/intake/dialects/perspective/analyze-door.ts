import type { IncomingMessage, Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ConnectionCalls } from '../../../access/connections/connection-calls';
import { DialectDoor } from '../../../access/connections/dialect-door';
import { isDeepBody } from '../../../platform/http/deep-bodies';
import { bodyAtHand, type EarlyAnswer, openEarlyDoor } from '../../../platform/http/early-door';
import { AnalyzeComment } from './analyze-comment';
import { JSON_TYPE, PERSPECTIVE } from './perspective-protocol';

const ROUTE = '/v1alpha1/comments::analyze';
/** As the clients write it; every other spelling goes the usual way. */
const TARGET = /^\/v1alpha1\/comments:analyze\?key=([\w-]{1,256})$/;
const SENT_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
/** The longest text that is scored, and room for what stands around it. */
const MOST_BYTES = 64 * 1024;
/** Names that are refused in a body, however they are written. */
const SUSPICIOUS = /__proto__|constructor|\\u/;

/**
 * Forums ask for the score of every comment they get, and scoring one takes less than the framework, the guard and the pipes do. What is
 * right is answered here; whatever is odd (another spelling, a wrong key, a body with anything wrong in it) goes the usual way, which
 * says what it is. A test holds both to the same answer.
 */
@Injectable()
export class AnalyzeDoor implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly door: DialectDoor,
    private readonly calls: ConnectionCalls,
    private readonly analyzing: AnalyzeComment,
  ) {}

  onModuleInit(): void {
    openEarlyDoor(this.adapterHost.httpAdapter.getHttpServer() as Server, 'POST', (request) => {
      const key = TARGET.exec(request.url ?? '')?.[1];
      return key === undefined || !SENT_TYPE.test(request.headers['content-type'] ?? '') ? null : this.answerTo(request, key);
    });
  }

  private async answerTo(request: IncomingMessage, key: string): Promise<EarlyAnswer | null> {
    const started = performance.now();
    const text = await bodyAtHand(request, MOST_BYTES);
    if (text === null || SUSPICIOUS.test(text)) return null;
    const json: unknown = JSON.parse(text);
    if (isDeepBody(json)) return null;
    const call = await this.door.admitEarly(PERSPECTIVE, key, ROUTE);
    if (call === null) return null;
    const body = await this.analyzing.execute(call, json);
    this.calls.note(call, { status: 200, tookMs: performance.now() - started });
    return { route: ROUTE, status: 200, headers: ['content-type', JSON_TYPE], body };
  }
}
