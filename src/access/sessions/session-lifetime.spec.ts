import { IDLE_MS, isSessionAlive } from './session-lifetime';

const now = new Date('2026-03-01T12:00:00Z');
const at = (ms: number): Date => new Date(now.getTime() + ms);

describe('isSessionAlive', () => {
  it.each([
    ['in use', -1_000, 1_000, true],
    ['idle for almost half a day', -IDLE_MS + 1, 1_000, true],
    ['idle for half a day', -IDLE_MS, 1_000, false],
    ['a week old, although in use', -1_000, 0, false],
  ])('%s', (_, seen, expires, alive) => {
    expect(isSessionAlive({ lastSeenAt: at(seen), expiresAt: at(expires) }, now)).toBe(alive);
  });
});
