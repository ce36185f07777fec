import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { SubmitCommentDto } from './submit-comment.dto';
import { quickCheck } from '../platform/http/quick-validation';

async function isValid(body: object): Promise<boolean> {
  return (await validate(plainToInstance(SubmitCommentDto, body), { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true })).length === 0;
}

const wrong = fc.oneof(fc.constantFrom<unknown>(null, '', 0, -1, 1.5, true, [], {}, ['a'], 'x'.repeat(201), '\u0000', '\ud800', '2026-02-30T00:00:00Z', 'not-a-url', { id: 'a' }), fc.string(), fc.integer());

/** Whole bodies; `sometimes` says how a member is drawn from what is right, and `stray` what members without a name hold. */
function bodies(sometimes: (right: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>, stray: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  const article = fc.record({ id: sometimes(fc.constantFrom('a', 'caracas-2026-02-22')), title: sometimes(fc.constant('A title')), url: sometimes(fc.constantFrom('https://news.example/a', 'http://localhost:3000/a')), tags: sometimes(fc.array(fc.constantFrom('x', 'y'))), publishedAt: sometimes(fc.constant('2026-02-22T10:00:00Z')) }, { requiredKeys: ['id'] });
  const author = fc.record({ id: sometimes(fc.constant('u-1')), name: sometimes(fc.constant('Ana')), kind: sometimes(fc.constantFrom('registered', 'staff')), email: sometimes(fc.constant('ana@example.org')), emailVerified: sometimes(fc.boolean()), ...stray }, { requiredKeys: [] });
  const request = fc.record({ ip: sometimes(fc.constantFrom('203.0.113.9', '2001:db8::1')), formTimeMs: sometimes(fc.nat(10_000)), honeypot: sometimes(fc.constant('')), country: sometimes(fc.constant('VE')) }, { requiredKeys: [] });
  return fc.record({ article: sometimes(article), author: sometimes(author), body: sometimes(fc.constantFrom('Hello', 'ß 😀')), format: sometimes(fc.constantFrom('text', 'html')), parentId: sometimes(fc.constant('0198b0a0-0000-7000-8000-000000000000')), request: sometimes(request), metadata: sometimes(fc.constant({ a: 1 })), ...stray }, { requiredKeys: ['article', 'body'] });
}

const body = fc.oneof(bodies((right) => right, {}), bodies((right) => fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong }), { unknown: wrong }));

describe('quickCheck', () => {
  it('says of every body what class-validator says', async () => {
    const check = quickCheck(SubmitCommentDto);
    let [yes, no] = [0, 0];
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const expected = await isValid(value);
        if (expected) yes++;
        else no++;
        expect(check?.(value)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
expect(Math.min(yes, no)).toBeGreaterThan(100);
  });

  it('leaves a class with defaults to class-validator', () => {
    class WithDefault {
      limit = 50;
    }
    expect(quickCheck(WithDefault)).toBeNull();
  });
});
