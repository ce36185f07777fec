import { randomUUID } from 'node:crypto';
import type { CommentId } from '../../domain/ids';
import type { DecidedText } from '../../store/decided-text.store';
import { suggestTerms } from './suggest-terms';

const aText = (body: string, action: DecidedText['action'], unfiltered = true): DecidedText => ({ comment_id: randomUUID() as CommentId, action, body, format: 'text', unfiltered });
const missed = (...bodies: readonly string[]): DecidedText[] => bodies.map((body) => aText(body, 'reject'));
const approved = (...bodies: readonly string[]): DecidedText[] => bodies.map((body) => aText(body, 'approve'));
const found = async (texts: readonly DecidedText[]): Promise<string[]> => (await suggestTerms(texts, 20)).map(({ text }) => text);

describe('what lists lack', () => {
  it('is what stands in missed comments again and again, and not in approved ones', async () => {
    const texts = [...missed('Ring the Gribble line today!', 'the GRIBBLE line is open', 'So ask the gribble line, ok'), ...approved('The line was long today', 'the open line', 'so ring me, ok', 'today is fine')];
    expect(await suggestTerms(texts, 20)).toMatchObject([{ text: 'the gribble line', missed: 3, approved: 0, precision: { value: 1 }, comments: texts.slice(0, 3).map((text) => text.comment_id) }]);
  });

  it('is nothing that approved comments say as often', async () => {
    const bodies = ['the harbour reopens', 'harbour cranes again', 'a harbour for all'];
    expect(await found([...missed(...bodies), ...approved(...bodies)])).toEqual([]);
  });

  it('is nothing that only two comments say, however often each of them', async () => {
    expect(await found(missed('gribble gribble gribble', 'gribble gribble'))).toEqual([]);
  });

  it('leaves out what a rule has caught', async () => {
    const caught = ['gribble one', 'gribble two', 'gribble three'].map((body) => aText(body, 'reject', false));
    expect(await found(caught)).toEqual([]);
  });

  it('reads disguises of case, width and accents as one word', async () => {
    expect(await found(missed('buy ｇｒｉｂｂｌｅｓ', 'GRÍBBLES here', 'gribbles, now'))).toEqual(['gribbles']);
  });

  it('says each thing once', async () => {
    const texts = missed('cheap gribbles online', 'cheap gribbles online', 'cheap gribbles online', 'other gribbles', 'my gribbles');
    expect(await found(texts)).toEqual(['gribbles']);
  });

  it('is nothing where nobody decided', async () => {
    expect(await found([])).toEqual([]);
  });
});
