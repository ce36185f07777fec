import type { QueueSettings } from '../../store/queue.store';

/** The ids of all queues with one of them at a place from 1 on; null: last. */
export function orderWith(others: readonly Pick<QueueSettings, 'id'>[], id: string, place: number | null): string[] {
  const ids = others.map((queue) => queue.id).filter((other) => other !== id);
  ids.splice(place === null ? ids.length : place - 1, 0, id);
  return ids;
}

/** An id that rules can name, made of a name in any script; empty when nothing of it can stand there. */
export function idOfName(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 64).replace(/-$/, '');
}
