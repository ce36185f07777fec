import { problem } from '../../domain/errors';
import type { PersonId } from '../../domain/ids';

/** A site without an admin could be mended by the owner alone: the last one stays. Call it with the admins locked. */
export function demandAnotherAdmin(admins: readonly PersonId[], leaving: PersonId): void {
  if (admins.length === 1 && admins[0] === leaving) throw problem('not_possible', 'This is the last admin of the site.');
}
