import type { SubmitCommentDto } from '../submit-comment.dto';

const ARTICLE: SubmitCommentDto['article'] = {
  id: 'caracas-2026-02-22',
  title: 'Cuban advisers leave Venezuela as Washington presses Caracas',
  url: 'http://localhost:3000/demo',
  section: 'world',
  tags: ['venezuela', 'cuba'],
  lang: 'en',
  publishedAt: '2026-02-22T09:00:00Z',
};

export interface DemoComment {
  readonly comment: Pick<SubmitCommentDto, 'externalId' | 'author' | 'body'>;
  /** Reported by a reader afterwards. */
  readonly reported?: true;
}

/** What stands under the demo article at the first start: two to read, and one of each kind that waits at the desk. */
export const DEMO_COMMENTS: readonly DemoComment[] = [
  { comment: { externalId: 'demo-1', author: { id: 'demo-marta', name: 'Marta', kind: 'registered' }, body: 'Eleven sources and not one on the record. I would like to know who gains from this story before I believe it.' } },
  { comment: { externalId: 'demo-2', author: { id: 'demo-jorge', name: 'Jorge M.', kind: 'subscriber' }, body: 'The doctors are what people in my town will miss. The bodyguards nobody here ever saw.' } },
  { comment: { externalId: 'demo-3', author: { id: 'demo-deals', name: 'DealsForYou', kind: 'registered' }, body: 'Tired of politics? The tips that changed my month are all here: https://bit.ly/3xYz' } },
  { comment: { externalId: 'demo-4', author: { id: 'demo-angry', name: 'fed_up_71', kind: 'registered' }, body: 'You people defending them are all the same. Somebody should shoot them all and be done with it.' } },
  { comment: { externalId: 'demo-5', author: { id: 'demo-rumour', name: 'Insider', kind: 'registered' }, body: 'The interim president left the country last night. My cousin works at the airport, it will be on every front page tomorrow.' }, reported: true },
];

export function demoSubmission({ comment }: DemoComment): SubmitCommentDto {
  return { ...comment, article: ARTICLE };
}
