import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import fc from 'fast-check';
import { SubmitCommentDto } from './submit-comment.dto';
import { quickCheck } from '../platform/http/quick-validation';

async function isValid(body: object): Promise<boolean> {
  return (await validate(plainToInstance(SubmitCommentDto, body), { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true })).length === 0;
}

const wrong = fc.oneof(fc.constantFrom<unknown>(null, '', 0, -1, 1.5, true, [], {}, ['a'], 'x'.repeat(201), '\u0000', '\ud800', '2026-02-30T00:00:00Z', 'not-a-url', { id: 'a' }), fc.string(), fc.integer());
const often = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> => fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong });
const article = fc.record({ id: often(fc.constantFrom('a', 'caracas-2026-02-22')), title: often(fc.constant('A title')), url: often(fc.constantFrom('https://news.example/a', 'http://localhost:3000/a')), tags: often(fc.array(fc.constantFrom('x', 'y'))), publishedAt: often(fc.constant('2026-02-22T10:00:00Z')) }, { requiredKeys: ['id'] });
const author = fc.record({ id: often(fc.constant('u-1')), name: often(fc.constant('Ana')), kind: often(fc.constantFrom('registered', 'staff')), email: often(fc.constant('ana@example.org')), emailVerified: often(fc.boolean()), extra: wrong }, { requiredKeys: [] });
const request = fc.record({ ip: often(fc.constantFrom('203.0.113.9', '2001:db8::1')), formTimeMs: often(fc.nat(10_000)), honeypot: often(fc.constant('')), country: often(fc.constant('VE')) }, { requiredKeys: [] });
const body = fc.record({ article: often(article), author: often(author), body: often(fc.constantFrom('Hello', 'ß 😀')), format: often(fc.constantFrom('text', 'html')), parentId: often(fc.constant('0198b0a0-0000-7000-8000-000000000000')), request: often(request), metadata: often(fc.constant({ a: 1 })), unknown: wrong }, { requiredKeys: ['article', 'body'] });

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
