import type { PersonSite } from '../../../api/types';
import { ImportPage } from './import-page';
import { ImportsPage } from './imports-page';

/** Old comments that are brought along: all imports, or one with what was wrong in its file. */
export function Imports({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  return id === null ? <ImportsPage site={site} /> : <ImportPage site={site} id={id} />;
}
