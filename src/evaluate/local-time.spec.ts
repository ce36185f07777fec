import fc from 'fast-check';
import { localTime } from './local-time';

describe('the clock on the site\'s wall', () => {
  it.each([
    ['2026-02-22T10:00:00Z', 'UTC', 10, 'sun'],
    ['2026-02-22T23:59:59Z', 'Europe/Vienna', 0, 'mon'],
    ['2026-02-23T00:00:00Z', 'America/Caracas', 20, 'sun'],
    ['2026-02-22T00:00:00Z', 'UTC', 0, 'sun'],
    ['2026-02-22T20:20:00Z', 'Asia/Kathmandu', 2, 'mon'],
    // The last second before the clocks go forward in Vienna, and the first after.
    ['2026-03-29T00:59:59Z', 'Europe/Vienna', 1, 'sun'],
    ['2026-03-29T01:00:00Z', 'Europe/Vienna', 3, 'sun'],
    // The hour that comes twice when they go back.
    ['2026-10-25T00:30:00Z', 'Europe/Vienna', 2, 'sun'],
    ['2026-10-25T01:30:00Z', 'Europe/Vienna', 2, 'sun'],
  ])('at %s in %s shows hour %i on %s', (at, zone, hour, weekday) => {
    expect(localTime(new Date(at), zone)).toEqual({ 'time.hour': hour, 'time.weekday': weekday });
  });

  it('agrees with JavaScript in UTC at every moment', () => {
    const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') }), (at) => {
        expect(localTime(at, 'UTC')).toEqual({ 'time.hour': at.getUTCHours(), 'time.weekday': days[at.getUTCDay()] });
      }),
    );
  });

  it('is its own in every zone there is, also when it is asked again', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const at = new Date('2026-02-22T12:00:00Z');
    const first = zones.map((zone) => localTime(at, zone));
    expect(zones.map((zone) => localTime(at, zone))).toEqual(first);
    expect(new Set(first.map((shown) => shown['time.hour'])).size).toBeGreaterThan(20);
  });

  it('does not guess a zone that is none', () => {
    expect(() => localTime(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
  });
});
