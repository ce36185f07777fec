import { Problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import { MOST_STREAMS, MOST_STREAMS_EACH, MOST_STREAMS_OF_SITE, OpenStreams } from './open-streams';

const site = (n: number): SiteId => `site-${String(n)}` as SiteId;

/** Takes as many places as there are, up to `tries`. */
function fill(open: OpenStreams, tries: number, of: (n: number) => readonly [SiteId, string]): (() => void)[] {
  const taken: (() => void)[] = [];
  for (let n = 0; n < tries; n++) {
    try {
      taken.push(open.take(...of(n)));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'too_many_requests' || error.details.retryAfter === undefined) throw error;
    }
  }
  return taken;
}

describe('places for streams', () => {
  it.each([
    ['of one person on a site', MOST_STREAMS_EACH, (): readonly [SiteId, string] => [site(1), 'person:a']],
    ['of a site', MOST_STREAMS_OF_SITE, (n: number): readonly [SiteId, string] => [site(1), `person:${String(n)}`]],
    ['in all', MOST_STREAMS, (n: number): readonly [SiteId, string] => [site(n), 'person:a']],
  ] as const)('%s: %d, and not one more until one is left', (_, most, of) => {
    const open = new OpenStreams();
    const taken = fill(open, most + 5, of);
    expect(taken).toHaveLength(most);
    taken[0]?.();
    taken[0]?.();
    expect(fill(open, 5, (n) => of(most + n))).toHaveLength(1);
  });

  it('of one person on another site, and of another person, are their own', () => {
    const open = new OpenStreams();
    fill(open, MOST_STREAMS_EACH, () => [site(1), 'person:a']);
    expect(fill(open, 1, () => [site(2), 'person:a'])).toHaveLength(1);
    expect(fill(open, 1, () => [site(1), 'person:b'])).toHaveLength(1);
  });
});
