import fc from 'fast-check';
import { isOpenAiError } from '../../../../test/support/dialects/openai-schemas';
import { LONGEST_INPUT, MOST_INPUTS, readModerationRequest } from './moderation-request';
import { OpenAiError } from './openai-error';

function errorOf(body: unknown): { readonly message: string | null; readonly param: string | null; readonly code: string | null } {
  try {
    readModerationRequest(body);
  } catch (error) {
    if (!(error instanceof OpenAiError)) throw error;
    expect(isOpenAiError(error.body())).toBe(true);
    const { message = null, param = null, code = null } = error.body().error;
    return { message, param, code };
  }
  throw new Error('It was taken');
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (error) {
    return error;
  }
}

const image = { type: 'image_url', image_url: { url: 'https://news.example/a.png' } };

describe('a request for moderation', () => {
  it.each([
    ['one text', 'Hm.', ['Hm.']],
    ['an empty text', '', ['']],
    ['several texts, one result for each', ['a', 'b', 'a'], ['a', 'b', 'a']],
    ['parts of one thing, one result for all', [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }], ['a\nb']],
    ['a text with an image, which is not looked at', [{ type: 'text', text: 'a' }, image], ['a']],
  ])('has %s', (_, input, texts) => {
    expect(readModerationRequest({ input })).toEqual({ texts });
  });

  it.each([undefined, null, 'omni-moderation-latest', 'text-moderation-stable', 'anything'])('may name any model (%j)', (model) => {
    expect(readModerationRequest({ input: 'a', model }).texts).toEqual(['a']);
  });

  it.each([
    ['no input', {}, 'input', 'missing_required_parameter'],
    ['an input of another kind', { input: 7 }, 'input', 'invalid_type'],
    ['no texts', { input: [] }, 'input', 'empty_array'],
    ['an image alone, which would be waved through unseen', { input: [image] }, 'input', 'unsupported_input'],
    ['a part of another kind', { input: [{ type: 'audio' }] }, 'input[0].type', 'invalid_value'],
    ['a text part without a text', { input: [{ type: 'text' }] }, 'input[0].text', 'invalid_type'],
    ['texts and parts mixed', { input: [{ type: 'text', text: 'a' }, 'b'] }, 'input[1]', 'invalid_type'],
    ['a model that is no text', { input: 'a', model: 7 }, 'model', 'invalid_type'],
  ])('with %s is refused', (_, body, param, code) => {
    expect(errorOf(body)).toMatchObject({ param, code });
  });

  it('may have so many texts of such a length, and no more', () => {
    const longest = 'x'.repeat(LONGEST_INPUT);
    expect(readModerationRequest({ input: longest }).texts).toHaveLength(1);
    expect(errorOf({ input: `${longest}x` }).code).toBe('string_above_max_length');
    expect(readModerationRequest({ input: Array.from({ length: MOST_INPUTS }, () => 'a') }).texts).toHaveLength(MOST_INPUTS);
    expect(errorOf({ input: Array.from({ length: MOST_INPUTS + 1 }, () => 'a') }).code).toBe('array_above_max_length');
  });

  it('of any other shape is refused as OpenAI refuses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ input: fc.jsonValue(), model: fc.jsonValue() }, { requiredKeys: [] })), (body) => {
        const error = thrownBy(() => readModerationRequest(body));
        expect(error === null || (error instanceof OpenAiError && isOpenAiError(error.body()))).toBe(true);
      }),
    );
  });
});
