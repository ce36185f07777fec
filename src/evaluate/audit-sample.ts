import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { CommentId } from '../domain/ids';
import { Secrets } from '../platform/crypto/secrets';
import type { Judgement } from './judge';

/** Buckets: half per cents and finer can be asked for. */
const BUCKETS = 10_000;

/**
 * Draws the automatic rejections that people look at all the same: nobody reviews what was rejected, so without the sample nobody would
 * learn that a rule rejects wrongly. Random to everybody outside, and always the same for the same comment.
 */
@Injectable()
export class AuditSample {
  constructor(private readonly secrets: Secrets) {}

  /** The chance in per cent with which this comment was drawn; null when it was not. Only rules' rejections are, not those of closed articles. */
  percentOf(site: Site, id: CommentId, { verdict, facts }: Pick<Judgement, 'verdict' | 'facts'>): number | null {
    if (verdict.action !== 'reject' || facts.base === 'reject' || facts.decided?.action === 'reject') return null;
    const { auditSamplePercent: percent } = site.settings;
    const bucket = this.secrets.keyedHash('sample', 'audit', id).readUInt32BE(0) % BUCKETS;
    return bucket < (percent / 100) * BUCKETS ? percent : null;
  }
}
