import fc from 'fast-check';
import { isAnalyzeAnswer } from '../../../../test/support/dialects/perspective-schemas';
import { SCORED_LABELS } from '../scored-labels';
import { analyzeResponse } from './analyze-response';

const toxicity = { name: 'TOXICITY', label: 'TOXICITY', threshold: undefined } as const;
const plan = { attributes: [toxicity], languages: ['en'], detected: ['en'] };
const request = { text: 'You fool. Thanks.', clientToken: undefined };
const answer = (...args: Parameters<typeof analyzeResponse>): unknown => JSON.parse(analyzeResponse(...args));

describe('an answer', () => {
  it('carries the score of the whole, and one part that is the whole', () => {
    const score = { value: 0.8627961, type: 'PROBABILITY' };
    expect(answer(request, plan, { TOXICITY: { value: 0.862796123, spans: [] } })).toEqual({
      attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: 17, score }], summaryScore: score } },
      languages: ['en'],
      detectedLanguages: ['en'],
    });
  });

  it('carries the parts where they were asked for', () => {
    const spans = [{ begin: 0, end: 9, value: 0.9 }, { begin: 10, end: 17, value: 0.1 }];
    expect(answer(request, plan, { TOXICITY: { value: 0.5, spans } })).toMatchObject({ attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: 9, score: { value: 0.9 } }, { begin: 10, end: 17, score: { value: 0.1 } }] } } });
  });

  it('leaves out what is below the threshold of its attribute, and only that', () => {
    const at = (threshold: number): unknown => answer(request, { ...plan, attributes: [{ ...toxicity, threshold }, { name: 'INSULT', label: 'INSULT', threshold: undefined }] }, { TOXICITY: { value: 0.5, spans: [] }, INSULT: { value: 0, spans: [] } });
    expect(Object.keys((at(0.5) as { attributeScores: object }).attributeScores)).toEqual(['TOXICITY', 'INSULT']);
    expect(Object.keys((at(0.51) as { attributeScores: object }).attributeScores)).toEqual(['INSULT']);
  });

  it('echoes the token of the client, whatever is in it', () => {
    const clientToken = 'a"b\\c\u2028<é>😀';
    expect(answer({ ...request, clientToken }, plan, { TOXICITY: { value: 0, spans: [] } })).toHaveProperty('clientToken', clientToken);
  });

  it('fails rather than leave an attribute out silently', () => {
    expect(() => analyzeResponse(request, plan, {})).toThrow('Nothing was scored for TOXICITY');
  });

  it('is always what Google’s schema says', () => {
    const attributes = SCORED_LABELS.map((label) => ({ name: label, label, threshold: undefined }));
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 }), fc.string(), fc.array(fc.string()), (values, clientToken, languages) => {
        const scores = Object.fromEntries(SCORED_LABELS.map((label, index) => [label, { value: values[index] ?? 0, spans: [] }]));
        expect(isAnalyzeAnswer(answer({ text: 'x', clientToken }, { attributes, languages, detected: languages }, scores))).toBe(true);
      }),
    );
  });
});
