import type { BodyFormat } from '../../domain/statuses';
import { displayHtml } from '../../platform/text/display-html';

/** Enough for authors to know which of their comments is meant, and room for the message around it. */
const LONGEST = 200;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** The beginning of a text as plain words on one line, cut between words where there are any. */
export function excerpt(body: string, format: BodyFormat): string {
  const words = (format === 'text' ? body : withoutTags(displayHtml(body, format))).replaceAll(/\s+/g, ' ').trim();
  if (words.length <= LONGEST) return words;
  const cut = words.slice(0, LONGEST).toWellFormed().replace(/\uFFFD$/, '');
  return `${cut.replace(/\s+\S{0,30}$/, '')} …`;
}

/** Of sanitised HTML: every tag stands for a space, and only these five entities are left. */
function withoutTags(html: string): string {
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
