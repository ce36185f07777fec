import fc from 'fast-check';
import { isErrorAnswer } from '../../../../test/support/dialects/perspective-schemas';
import { type AnalyzeRequest, planned, readAnalyzeRequest } from './analyze-request';
import { PerspectiveError } from './perspective-error';

const ask = (more: object = {}): object => ({ comment: { text: 'You are kind.' }, requestedAttributes: { TOXICITY: {} }, ...more });

/** The body that is answered. */
function refusal(act: () => unknown): ReturnType<PerspectiveError['body']>['error'] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof PerspectiveError)) throw error;
    const body = error.body();
    if (!isErrorAnswer(body)) throw new Error(JSON.stringify(isErrorAnswer.errors));
    return body.error;
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

const typeOf = (error: ReturnType<typeof refusal>): unknown => error.details?.[0]?.['errorType'];

describe('a request to analyze', () => {
  it('needs a text and one attribute, and nothing else', () => {
    expect(readAnalyzeRequest(ask())).toEqual({ text: 'You are kind.', attributes: [{ name: 'TOXICITY', label: 'TOXICITY', threshold: undefined }], languages: [], wantsSpans: false, clientToken: undefined, drops: false });
  });

  it('may say everything that Perspective took', () => {
    const request = readAnalyzeRequest({
      comment: { text: 'Hm.', type: 'PLAIN_TEXT' },
      requestedAttributes: { INSULT: { scoreType: 'PROBABILITY', scoreThreshold: 0.25 }, SPAM: null },
      languages: ['en', 'pt-BR'],
      context: { entries: [{ text: 'Before', type: 'PLAIN_TEXT' }] },
      spanAnnotations: true,
      doNotStore: true,
      dropUnsupportedAttributes: true,
      clientToken: 't-1',
      sessionId: 's',
      communityId: 'c',
    });
    expect(request).toEqual({ text: 'Hm.', attributes: [{ name: 'INSULT', label: 'INSULT', threshold: 0.25 }, { name: 'SPAM', label: 'SPAM', threshold: undefined }], languages: ['en', 'pt-BR'], wantsSpans: true, clientToken: 't-1', drops: true });
  });

  it('may name its members in snake_case, as protocol buffers do', () => {
    expect(readAnalyzeRequest({ comment: { text: 'Hm.' }, requested_attributes: { THREAT: { score_threshold: 0.5 } }, span_annotations: true, client_token: 'x' })).toMatchObject({ attributes: [{ label: 'THREAT', threshold: 0.5 }], wantsSpans: true, clientToken: 'x' });
  });

  it('may carry members that nobody knows: they are ignored', () => {
    expect(readAnalyzeRequest(ask({ colour: 'blue' })).text).toBe('You are kind.');
  });

  it.each([
    ['an empty text', ask({ comment: { text: '' } })],
    ['white space', ask({ comment: { text: ' \n\t ' } })],
    ['no text', ask({ comment: {} })],
    ['no comment', { requestedAttributes: { TOXICITY: {} } }],
    ['a comment that is null', ask({ comment: null })],
  ])('with %s is COMMENT_EMPTY', (_, body) => {
    const error = refusal(() => readAnalyzeRequest(body));
    expect(error).toMatchObject({ code: 400, message: 'Comment must be non-empty.', status: 'INVALID_ARGUMENT' });
    expect(typeOf(error)).toBe('COMMENT_EMPTY');
  });

  it.each([
    ['ASCII', 'a', 20_480],
    ['letters of two bytes', 'é', 10_240],
    ['letters of three bytes', '語', 6_826],
    ['emoji of four bytes', '😀', 5_120],
  ])('with 20,480 bytes of %s is taken, with one letter more it is COMMENT_TOO_LONG', (_, letter, most) => {
    expect(readAnalyzeRequest(ask({ comment: { text: letter.repeat(most) } })).text).toHaveLength(letter.length * most);
    const error = refusal(() => readAnalyzeRequest(ask({ comment: { text: letter.repeat(most + 1) } })));
    expect(error.message).toBe('Comment text too long.');
    expect(typeOf(error)).toBe('COMMENT_TOO_LONG');
  });

  it.each([
    ['left out', { comment: { text: 'Hm.' } }],
    ['empty', ask({ requestedAttributes: {} })],
    ['null', ask({ requestedAttributes: null })],
  ])('whose attributes are %s is NO_REQUESTED_ATTRIBUTES', (_, body) => {
    const error = refusal(() => readAnalyzeRequest(body));
    expect(error.message).toBe('Missing requested_attributes');
    expect(typeOf(error)).toBe('NO_REQUESTED_ATTRIBUTES');
  });

  it.each(['SEXUALLY_EXPLICIT', 'FLIRTATION', 'ATTACK_ON_AUTHOR', 'ATTACK_ON_COMMENTER', 'INCOHERENT', 'INFLAMMATORY', 'LIKELY_TO_REJECT', 'UNSUBSTANTIAL', 'TOXICITY@6', 'toxicity', 'toString', '__proto__'])('for %s, which nothing here scores, is refused and never silently unanswered', (name) => {
    const error = refusal(() => readAnalyzeRequest(ask({ requestedAttributes: JSON.parse(`{"TOXICITY":{},"${name}":{}}`) as object })));
    expect(error.message).toBe(`Unknown requested attribute: ${name}`);
    expect(typeOf(error)).toBe('INVALID_REQUEST');
  });

  it('for an attribute with an endless name is refused without repeating it all', () => {
    expect(refusal(() => readAnalyzeRequest(ask({ requestedAttributes: { ['A'.repeat(5_000)]: {} } }))).message.length).toBeLessThan(200);
  });

  it('that drops unsupported attributes is answered with those that are left, and with none if none is', () => {
    const drops = (requestedAttributes: object): AnalyzeRequest => readAnalyzeRequest(ask({ requestedAttributes, dropUnsupportedAttributes: true }));
    expect(drops({ FLIRTATION: {}, INSULT: {} }).attributes.map(({ name }) => name)).toEqual(['INSULT']);
    expect(drops({ FLIRTATION: {} }).attributes).toEqual([]);
  });

  it.each([
    ['TOXICITY_EXPERIMENTAL', 'TOXICITY'],
    ['SEVERE_TOXICITY_EXPERIMENTAL', 'SEVERE_TOXICITY'],
    ['IDENTITY_ATTACK_EXPERIMENTAL', 'IDENTITY_ATTACK'],
    ['TOXICITY_FAST', 'TOXICITY'],
    ['OBSCENE', 'PROFANITY'],
  ])('for %s is scored as %s and answered under the name it was asked for', (name, label) => {
    expect(readAnalyzeRequest(ask({ requestedAttributes: { [name]: {} } })).attributes).toEqual([{ name, label, threshold: undefined }]);
  });

  it('for an attribute to which the connection gave a label is scored by it', () => {
    const asked = ask({ requestedAttributes: { LIKELY_TO_REJECT: {}, TOXICITY: {} } });
    expect(readAnalyzeRequest(asked, { LIKELY_TO_REJECT: 'INSULT', TOXICITY: 'no label' }).attributes.map(({ name, label }) => [name, label])).toEqual([['LIKELY_TO_REJECT', 'INSULT'], ['TOXICITY', 'TOXICITY']]);
  });

  it.each(['STD_DEV_SCORE', 'PERCENTILE', 'RAW'])('for scores of type %s is refused', (scoreType) => {
    const error = refusal(() => readAnalyzeRequest(ask({ requestedAttributes: { TOXICITY: { scoreType } } })));
    expect(error.message).toBe(`Requested score type ${scoreType} is not supported by attribute TOXICITY`);
    expect(typeOf(error)).toBe('INVALID_REQUEST');
  });

  it('about HTML is refused: only plain text is supported', () => {
    const error = refusal(() => readAnalyzeRequest(ask({ comment: { text: '<b>Hm</b>', type: 'HTML' } })));
    expect(error.message).toBe("Currently, only 'PLAIN_TEXT' comments are supported");
    expect(typeOf(error)).toBe('INVALID_REQUEST');
  });

  it('with both kinds of context is refused, with one of them it is taken', () => {
    const entries = [{ text: 'a' }];
    const articleAndParentComment = { article: { text: 'b' } };
    expect(readAnalyzeRequest(ask({ context: { articleAndParentComment } })).text).toBe('You are kind.');
    expect(refusal(() => readAnalyzeRequest(ask({ context: { entries, articleAndParentComment } }))).message).toBe('Context can have either entries or article_and_parent_comment, but both fields were populated.');
  });

  it.each([
    ['comment.text', { comment: { text: 12 } }, "Invalid value at 'comment.text' (TYPE_STRING), 12"],
    ['comment', { comment: 'Hm' }, "Invalid value at 'comment' (type.googleapis.com/google.protobuf.Message), \"Hm\""],
    ['comment.type', { comment: { text: 'Hm', type: 'MARKDOWN' } }, "Invalid value at 'comment.type' (type.googleapis.com/google.commentanalyzer.v1alpha1.TextEntry.TextType), \"MARKDOWN\""],
    ['span_annotations', { spanAnnotations: 'often' }, "Invalid value at 'span_annotations' (TYPE_BOOL), \"often\""],
    ['languages[1]', { languages: ['en', 1] }, "Invalid value at 'languages[1]' (TYPE_STRING), 1"],
    ['requested_attributes', { requestedAttributes: ['TOXICITY'] }, "Invalid value at 'requested_attributes' (map), […]"],
    ["requested_attributes['TOXICITY'].score_threshold", { requestedAttributes: { TOXICITY: { scoreThreshold: 'high' } } }, "Invalid value at 'requested_attributes['TOXICITY'].score_threshold' (TYPE_FLOAT), \"high\""],
  ])('with a wrong value at %s is told where', (field, more, message) => {
    expect(refusal(() => readAnalyzeRequest(ask(more)))).toMatchObject({ code: 400, message, status: 'INVALID_ARGUMENT', details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description: message }] }] });
  });

  it('nested deeper than the stack is refused like any other', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(refusal(() => readAnalyzeRequest(ask({ comment: { text: deep } }))).message).toBe("Invalid value at 'comment.text' (TYPE_STRING), […]");
  });

  it('of any other shape is refused in the same words as any bad request, never with another error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ comment: fc.jsonValue(), requestedAttributes: fc.jsonValue(), languages: fc.jsonValue(), context: fc.jsonValue() }, { requiredKeys: [] })), (body) => {
        const error = thrownBy(() => readAnalyzeRequest(body));
        expect(error === null || (error instanceof PerspectiveError && isErrorAnswer(error.body()))).toBe(true);
      }),
    );
  });
});

describe('the languages of a request', () => {
  const request = (more: object = {}): AnalyzeRequest => readAnalyzeRequest(ask({ requestedAttributes: { TOXICITY: {}, INSULT: {} }, ...more }));

  it('are those that it names', () => {
    expect(planned(request({ languages: ['en', 'en-GB'] }), ['fr'], true)).toMatchObject({ languages: ['en', 'en-GB'], detected: ['fr'] });
  });

  it('are the likeliest of those detected when it names none', () => {
    expect(planned(request(), ['en', 'nl'], true)).toMatchObject({ languages: ['en'], detected: ['en', 'nl'] });
  });

  it('must be detected when it names none', () => {
    const error = refusal(() => planned(request(), [], true));
    expect(error.message).toBe('Unable to detect language');
    expect(typeOf(error)).toBe('LANGUAGE_DETECTION_FAILED');
  });

  it('must all be read here', () => {
    expect(refusal(() => planned(request({ languages: ['de', 'om'] }), ['de'], false))).toEqual({
      code: 400,
      message: 'Attribute TOXICITY does not support request languages: de, om',
      status: 'INVALID_ARGUMENT',
      details: [
        {
          '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error',
          errorType: 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
          languageNotSupportedByAttributeError: { detectedLanguages: ['de'], requestedLanguages: ['de', 'om'], attribute: 'TOXICITY' },
        },
      ],
    });
  });

  it('that were detected are named without a list of requested ones', () => {
    const error = refusal(() => planned(request(), ['om'], false));
    expect(error.message).toBe('Attribute TOXICITY does not support request languages: om');
    expect(error.details?.[0]?.['languageNotSupportedByAttributeError']).toEqual({ detectedLanguages: ['om'], attribute: 'TOXICITY' });
  });

  it('that are not read here drop all attributes, where the request says so', () => {
    expect(planned(request({ languages: ['de'], dropUnsupportedAttributes: true }), ['de'], false)).toEqual({ attributes: [], languages: ['de'], detected: ['de'] });
  });
});
