import { type NeedleSet } from './matcher';

/** An empty set of needles; see {@link NeedleSet}. */
export function needleSet(): NeedleSet {
  throw new Error('The matcher is being built.');
}
