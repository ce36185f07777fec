import type { ItemId } from '../domain/ids';
import { ScanFloors } from './scan-floors';

const floor = (priority: number): { priority: number; openedAt: Date; id: ItemId } => ({ priority, openedAt: new Date(0), id: 'item' as ItemId });

describe('ScanFloors', () => {
  it('remembers nothing while claims are fast', () => {
    const floors = new ScanFloors();
    floors.note('q', floor(5), { at: 0, tookMs: 3 });
    expect(floors.of('q', 1)).toBeNull();
  });

  it('spares the scan for a second after a slow claim, and moves down with the claims', () => {
    const floors = new ScanFloors();
    floors.note('q', floor(5), { at: 0, tookMs: 120 });
    expect(floors.of('q', 10)).toEqual(floor(5));
    floors.note('q', floor(4), { at: 10, tookMs: 1 });
    expect(floors.of('q', 999)).toEqual(floor(4));
    expect(floors.of('other', 10)).toBeNull();
  });

  it('does not live longer for being used: what is worse arrives within a second', () => {
    const floors = new ScanFloors();
    floors.note('q', floor(5), { at: 0, tookMs: 120 });
    floors.note('q', floor(4), { at: 900, tookMs: 1 });
    expect(floors.of('q', 1_000)).toBeNull();
  });

  it('is forgotten when less was found below than asked for', () => {
    const floors = new ScanFloors();
    floors.note('q', floor(5), { at: 0, tookMs: 120 });
    floors.forget('q');
    expect(floors.of('q', 1)).toBeNull();
  });
});
