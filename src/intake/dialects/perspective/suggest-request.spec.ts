import { isErrorAnswer } from '../../../../test/support/dialects/perspective-schemas';
import { PerspectiveError } from './perspective-error';
import { readSuggestRequest } from './suggest-request';

const tell = (more: object = {}): object => ({ comment: { text: 'You fool.' }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, ...more });

function messageOf(body: object): string {
  try {
    readSuggestRequest(body);
  } catch (error) {
    if (!(error instanceof PerspectiveError)) throw error;
    expect(isErrorAnswer(error.body())).toBe(true);
    return error.message;
  }
  throw new Error('It was taken');
}

describe('a suggested score', () => {
  it('is a text, an attribute and what it should have been', () => {
    expect(readSuggestRequest(tell({ languages: ['en'], communityId: 'forum', clientToken: 't' }))).toEqual({
      text: 'You fool.',
      suggestions: [{ attribute: 'TOXICITY', label: 'TOXICITY', value: 1 }],
      languages: ['en'],
      communityId: 'forum',
      clientToken: 't',
      coralCommentId: undefined,
    });
  });

  it('of Coral names the comment, in a JSON text within its context', () => {
    const context = { entries: [{ text: JSON.stringify({ url: 'https://news.example/a', reply_to_id_Coral_comment_id: 'c-1', Coral_comment_id: 'c-2' }) }] };
    expect(readSuggestRequest(tell({ context, communityId: 'Coral:https://talk.example', clientToken: 'comment:c-2' })).coralCommentId).toBe('c-2');
  });

  it.each(['not JSON with Coral_comment_id', '{"Coral_comment_id":7}', '{"Coral_comment_id":""}', `{"Coral_comment_id":"${'x'.repeat(201)}"}`, 'null'])('with the context %j names none', (text) => {
    expect(readSuggestRequest(tell({ context: { entries: [{ text }] } })).coralCommentId).toBeUndefined();
  });

  it('may be about parts of the text beside the whole', () => {
    const spanScores = [{ begin: 4, end: 8, score: { value: 1, type: 'PROBABILITY' } }];
    expect(readSuggestRequest(tell({ attributeScores: { INSULT: { summaryScore: { value: 0.75 }, spanScores }, THREAT: { spanScores } } })).suggestions).toEqual([{ attribute: 'INSULT', label: 'INSULT', value: 0.75 }]);
  });

  it.each([
    ['no text', { comment: { text: '' } }, 'Comment must be non-empty.'],
    ['too long a text', { comment: { text: 'x'.repeat(20_481) } }, 'Comment text too long.'],
    ['no scores', { attributeScores: {} }, 'Missing attribute_scores'],
    ['an attribute without scores', { attributeScores: { TOXICITY: {} } }, 'Missing scores of attribute TOXICITY'],
    ['an attribute that nothing here scores', { attributeScores: { FLIRTATION: { summaryScore: { value: 1 } } } }, 'Unknown requested attribute: FLIRTATION'],
    ['no value', { attributeScores: { TOXICITY: { summaryScore: {} } } }, 'Missing score value of attribute TOXICITY'],
    ['a value above one', { attributeScores: { TOXICITY: { summaryScore: { value: 1.01 } } } }, 'Score value of attribute TOXICITY must be between 0 and 1'],
    ['a value below nothing', { attributeScores: { TOXICITY: { summaryScore: { value: -0.01 } } } }, 'Score value of attribute TOXICITY must be between 0 and 1'],
    ['another type of score', { attributeScores: { TOXICITY: { summaryScore: { value: 1, type: 'RAW' } } } }, 'Score type RAW is not supported by attribute TOXICITY'],
    ['a part without an end', { attributeScores: { TOXICITY: { spanScores: [{ begin: 0, score: { value: 1 } }] } } }, 'Span scores of attribute TOXICITY must have begin and end'],
    ['a part beyond the text', { attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: 10, score: { value: 1 } }] } } }, 'Span scores of attribute TOXICITY must lie within the comment'],
    ['a part without a score', { attributeScores: { TOXICITY: { spanScores: [{ begin: 0, end: 9 }] } } }, 'Missing score value of attribute TOXICITY'],
  ])('with %s is refused', (_, more, message) => {
    expect(messageOf(tell(more))).toBe(message);
  });
});
