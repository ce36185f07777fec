import type { TFunction } from 'i18next';
import type { Event } from '../../api/types';
import type history from '../../words/en/history';

type HistoryWords = TFunction<'history'>;
type TypeKey = keyof (typeof history)['types'];

export interface Named {
  readonly policies: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, string>;
}

/** A type of the log in words; one that is younger than this page keeps its name. */
export function typeWords(t: HistoryWords, type: string): string {
  const words: string = t(`types.${type.replace('.', '-') as TypeKey}`);
  return words.startsWith('types.') ? type : words;
}

export function actorName(t: HistoryWords, { actor, actorName: name }: Pick<Event, 'actor' | 'actorName'>): string {
  const kind = actor.split(':', 1)[0];
  if (kind === 'person') return name ?? t('colleague');
  return kind === 'key' ? t('theSite') : kind === 'reader' ? t('aReader') : t('weir');
}

/** What the line says beside its type: approved or rejected, for what reason, where to. */
export function detailOf(t: HistoryWords, { payload }: Event, { policies, queues }: Named): string {
  const text = (name: string): string | null => (typeof payload[name] === 'string' ? payload[name] : null);
  const action = text('action');
  const reason = text('reasonCode') ?? text('reason');
  const to = text('to');
  return [
    ...(action === 'approve' || action === 'reject' ? [t(`actions.${action}`)] : []),
    ...(reason === null ? [] : [policies.get(reason) ?? reason]),
    ...(to === null ? [] : [queues.get(to) ?? to]),
    ...(text('tag') === null ? [] : [text('tag') ?? '']),
    ...(text('kind') === null ? [] : [text('kind') ?? '']),
  ].join(' · ');
}
