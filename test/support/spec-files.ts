import { join } from 'node:path';
import { filesIn, ROOT } from './source-files';

/**
 * The spec files of a group: those named, and all below the folders named. `npm test` without arguments runs groups instead of files, so
 * that the modules of the service are loaded and warmed up once for a group: for every file anew it is four seconds of a core.
 */
export function specFilesAt(...places: readonly string[]): readonly string[] {
  return places.flatMap((place) => (place.endsWith('.spec.ts') ? [place] : filesIn(place, /\.spec\.ts$/)));
}

/** Within a `describe` of its own: what the file sets up and takes down is for its own tests. */
export function defineTestsOf(path: string): void {
  jest.requireActual(join(ROOT, path));
}
