import type { JudgedText } from '../facts';
import type { Hit, Span } from '../verdict';

const TEXT_OF: Readonly<Record<Span['field'], keyof JudgedText>> = {
  body: 'body', title: 'title', 'parent.body': 'parentBody', 'author.name': 'authorName', 'article.title': 'articleTitle',
  'request.user_agent': 'userAgent',
};

/** The passage a span points at. Verdicts store offsets only, so that erasing a text erases its quotes; null once it is gone. */
export function quote(text: Partial<JudgedText>, span: Span): string | null {
  const whole = text[TEXT_OF[span.field]];
  return whole === undefined || span.end > whole.length ? null : whole.slice(span.start, span.end);
}

const MAX_QUOTE = 80;

/** A reason with its `{match}` placeholder filled from the first matched passage. For moderators: authors see only the policy. */
export function filledReason(reason: string, hit: Pick<Hit, 'spans'> | undefined, text: Partial<JudgedText>): string {
  if (!reason.includes('{match}')) return reason;
  const first = hit?.spans.map((span) => quote(text, span)).find((passage) => passage !== null);
  return reason.replaceAll('{match}', () => (first ?? '…').slice(0, MAX_QUOTE));
}
