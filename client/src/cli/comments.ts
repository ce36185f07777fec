import { type Check, type NewComment } from '../client.js';
import { type Command, type Flags, text, UsageError, wholeText } from './run.js';

/** From harmless to worst. */
const ACTIONS = ['publish', 'flag', 'hold', 'reject'] as const;

export async function submit(command: Command): Promise<number> {
  const key = text(command.flags, 'idempotency-key');
  const comment = await command.weir.submit(await commentOf(command), key === undefined ? {} : { idempotencyKey: key });
  const { verdict } = comment;
  command.out(command.flags.json === true ? `${JSON.stringify(comment)}\n` : `${comment.status}  ${comment.id}\n${verdict === undefined ? '' : reasons(verdict)}`);
  return verdict === undefined ? 0 : failOn(command.flags, verdict.action);
}

export async function check(command: Command): Promise<number> {
  const { verdict, ...rest } = (await command.weir.check(await commentOf(command))) as Check & { readonly verdict: Verdict };
  command.out(command.flags.json === true ? `${JSON.stringify({ ...rest, verdict })}\n` : `${verdict.action}\n${reasons(verdict)}`);
  return failOn(command.flags, verdict.action);
}

interface Verdict {
  readonly action: (typeof ACTIONS)[number];
  readonly reason: string | null;
  readonly hits?: readonly { readonly rule: string; readonly mode: string; readonly reason: string; readonly spans: readonly { readonly quote: string | null }[] }[];
}

function reasons({ reason, hits = [] }: Verdict): string {
  const lines = hits.filter(({ mode }) => mode === 'active').map(({ rule, reason: why, spans }) => `  ${rule}: ${why}${spans.length === 0 ? '' : ` (${spans.flatMap(({ quote }) => quote ?? []).join(', ')})`}\n`);
  return `${reason === null ? '' : `${reason}\n`}${lines.join('')}`;
}

function failOn(flags: Flags, action: Verdict['action']): number {
  const worst = text(flags, 'fail-on');
  if (worst === undefined) return 0;
  const at = ACTIONS.indexOf(worst as Verdict['action']);
  if (at < 1) throw new UsageError('--fail-on takes flag, hold or reject.');
  return ACTIONS.indexOf(action) >= at ? 4 : 0;
}

export async function commentOf({ flags, stdin }: Pick<Command, 'flags' | 'stdin'>): Promise<NewComment> {
  const article = text(flags, 'article');
  if (article === undefined) throw new UsageError('On which article? Give --article.');
  const format = text(flags, 'format');
  if (format !== undefined && !['text', 'html', 'markdown'].includes(format)) throw new UsageError('--format takes text, html or markdown.');
  const author = { ...member('id', text(flags, 'author-id')), ...member('name', text(flags, 'author-name')) };
  return {
    article: { id: article, ...member('title', text(flags, 'article-title')), ...member('url', text(flags, 'article-url')) },
    ...(Object.keys(author).length === 0 ? {} : { author }),
    body: text(flags, 'body') ?? (await wholeText(stdin)),
    ...member('title', text(flags, 'title')),
    ...member('externalId', text(flags, 'external-id')),
    ...member('parentId', text(flags, 'parent-id')),
    ...(format === undefined ? {} : { format }),
  } as NewComment;
}

function member<const Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
