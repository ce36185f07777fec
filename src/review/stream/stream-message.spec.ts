import { EVENT_TYPES } from '../../domain/events';
import type { StreamRow } from '../../store/stream.store';
import { goneMessage, heartbeat, isShown, lineMessage, message } from './stream-message';

const aRow = (more: Partial<StreamRow> = {}): StreamRow => ({
  position: '7', type: 'item.claimed', actor: 'person:p-1', actor_name: 'Ana', comment_id: 'c-1', item_id: 'i-1', decision_id: null,
  payload: {}, created_at: new Date('2026-02-22T10:00:00Z'), queue_id: 'spam', version: 3, state: 'open', ...more,
});

const nameOf = (row: StreamRow): string | null => /^event: (.*)$/m.exec(lineMessage(row) ?? '')?.[1] ?? null;

describe('a line of the log', () => {
  it.each([
    ['a held comment', { type: 'comment.submitted' }, 'item.opened'],
    ['a published comment', { type: 'comment.submitted', item_id: null }, null],
    ['an appeal', { type: 'appeal.created' }, 'item.opened'],
    ['a notice of illegal content', { type: 'notice.received' }, 'item.opened'],
    ['an edit', { type: 'comment.edited' }, 'comment.changed'],
    ['a report about what nobody waits for', { type: 'comment.reported', item_id: null }, 'comment.changed'],
    ['something new about an item', { type: 'item.turned_upside_down' }, 'item.changed'],
    ['a label', { type: 'label.added', item_id: null }, 'comment.changed'],
    ['a change of an article', { type: 'article.changed', item_id: null, comment_id: null }, 'article.changed'],
    ['a change of a key', { type: 'key.created', item_id: null, comment_id: null }, null],
    ['a line that is no more', { type: null }, null],
  ] as const)('%s is told as %s', (_, more, name) => {
    expect(nameOf(aRow(more))).toBe(name);
  });

  it.each(EVENT_TYPES.filter((type) => /^(item|decision)\./.test(type) && type !== 'decision.imported'))('%s of an item is told', (type) => {
    expect(nameOf(aRow({ type }))).toMatch(type === 'item.opened' ? /^item\.opened$/ : /^(item|decision)\./);
  });

  it('says nothing of a history that is imported, but for what waits', () => {
    expect(lineMessage(aRow({ type: 'decision.imported' }))).toBeNull();
    expect(lineMessage(aRow({ type: 'comment.imported', item_id: null }))).toBeNull();
    expect(nameOf(aRow({ type: 'comment.imported' }))).toBe('item.opened');
  });

  it('shows what the desk may know, and nothing else of its payload', () => {
    const text = lineMessage(aRow({ payload: { claimId: 'secret', note: 'text', expiresAt: '2026-02-22T10:05:00.000Z', takeover: true } }));
    expect(text).toBe(
      'event: item.claimed\nid: 7\ndata: {"position":7,"cause":"item.claimed","itemId":"i-1","commentId":"c-1","decisionId":null,"queueId":"spam","version":3,"state":"open","by":{"id":"p-1","name":"Ana"},"at":"2026-02-22T10:00:00.000Z","expiresAt":"2026-02-22T10:05:00.000Z","takeover":true}\n\n',
    );
  });

  it('names nobody but people', () => {
    for (const actor of ['system', 'key:k-1', 'reader:u-1']) expect(lineMessage(aRow({ actor, actor_name: null }))).toContain('"by":null');
  });
});

describe('an item in a closed queue', () => {
  const hidden = new Set(['spam']);

  it('is not told, unless it has just gone there: then that it has gone', () => {
    expect(isShown(aRow(), hidden)).toBe(false);
    expect(isShown(aRow({ queue_id: 'hate' }), hidden)).toBe(true);
    expect(isShown(aRow({ queue_id: null }), hidden)).toBe(true);
    expect(goneMessage(aRow(), hidden)).toBeNull();
    expect(goneMessage(aRow({ payload: { from: 'spam' } }), hidden)).toBeNull();
    const gone = goneMessage(aRow({ type: 'item.moved', payload: { from: 'hate', to: 'spam' } }), hidden) ?? '';
    expect(gone).toContain('"state":"gone"');
    expect(gone).not.toMatch(/spam|Ana/);
  });
});

describe('a message', () => {
  it('is one event whatever its data holds', () => {
    const text = message('x', { text: 'a\nb\r\n\nevent: y\n\u2028' }, 1);
    expect(text.split('\n\n')).toHaveLength(2);
    expect(text.split('\n').filter((line) => line.startsWith('event:'))).toEqual(['event: x']);
  });

  it('that only keeps the stream awake moves the last id and is no event', () => {
    expect(heartbeat(12)).toBe(':\nid: 12\n\n');
  });
});
