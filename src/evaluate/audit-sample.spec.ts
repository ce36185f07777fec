import { aJudgedComment } from '../../test/support/judged';
import { DEFAULT_SITE_SETTINGS } from '../domain/actor';
import type { CommentId } from '../domain/ids';
import { compileRuleSet } from '../engine/language/compile';
import { Secrets } from '../platform/crypto/secrets';
import { newId } from '../platform/ids';
import { AuditSample } from './audit-sample';
import { judge, type Judgement } from './judge';

const audit = new AuditSample(new Secrets('a secret of this test and of nothing else'));
const site = (auditSamplePercent: number) => ({ ...aJudgedComment().site, settings: { ...DEFAULT_SITE_SETTINGS, auditSamplePercent } });
const ids = Array.from({ length: 5_000 }, () => newId<CommentId>());

function judged(action: string, mode: 'open' | 'closed' = 'open'): Judgement {
  const rules = [{ id: 'gribbles', name: 'g', mode: 'active', when: { body: { words: 'gribble' } }, then: { action } }];
  const comment = aJudgedComment({ text: { body: 'a gribble', format: 'text' }, article: { ...aJudgedComment().article, mode } });
  return judge(compileRuleSet({ version: 1, rules } as never), comment, { rates: {}, sampleBuckets: {} }, () => undefined);
}

describe('the audit sample', () => {
  const rejected = judged('reject');

  it('draws about as many as the site asks for', () => {
    const drawn = ids.filter((id) => audit.percentOf(site(3), id, rejected) === 3).length;
    expect(drawn).toBeGreaterThan(90);
    expect(drawn).toBeLessThan(220);
  });

  it('draws the same comments again, all of them at a hundred per cent, none at nought', () => {
    const draw = (): (number | null)[] => ids.map((id) => audit.percentOf(site(20), id, rejected));
    expect(draw()).toEqual(draw());
    expect(ids.every((id) => audit.percentOf(site(100), id, rejected) === 100)).toBe(true);
    expect(ids.every((id) => audit.percentOf(site(0), id, rejected) === null)).toBe(true);
  });

  it('leaves out what no rule rejected by itself', () => {
    const [id] = ids as [CommentId];
    expect(audit.percentOf(site(100), id, judged('hold'))).toBeNull();
    expect(audit.percentOf(site(100), id, judged('reject', 'closed'))).toBeNull();
  });
});
