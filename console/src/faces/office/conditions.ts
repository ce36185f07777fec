import type { QueueConditions } from '../../api/office-queues';
import type { useWords } from '../../words/words';

type Words = ReturnType<typeof useWords<'office'>>;

/** What a queue takes, in a line: "rule short-links or spam-links · section sport". */
export function conditionWords(t: Words, conditions: QueueConditions): string {
  const list = (values: readonly string[] | undefined): string | null => (values === undefined || values.length === 0 ? null : values.join(` ${t('queues.words.or')} `));
  const parts = [
    ...(['rules', 'policies', 'sections', 'langs'] as const).map((name) => [name, list(conditions[name])] as const),
    ['kinds', list(conditions.kinds?.map((kind) => t(`queues.kind.${kind}`)))] as const,
    ['authorKinds', list(conditions.authorKinds?.map((kind) => t(`queues.authorKind.${kind}`)))] as const,
    ['minScore', conditions.minScore === undefined ? null : String(conditions.minScore)] as const,
  ].flatMap(([name, words]) => (words === null ? [] : [t(`queues.words.${name}`, { list: words })]));
  return [...parts, ...(conditions.reported === true ? [t('queues.words.reported')] : [])].join(' · ');
}

/** Without what was left empty: an empty list would fit nothing. */
export function filledIn(conditions: QueueConditions): QueueConditions {
  return Object.fromEntries(Object.entries<unknown>(conditions).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false && value !== null)));
}
