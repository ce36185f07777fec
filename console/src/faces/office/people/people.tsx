import type { PersonSite } from '../../../api/types';
import { MemberPage } from './member-page';
import { PeoplePage } from './people-page';

/** Who works on the site: all of them with what was offered to others, or one. */
export function People({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  return id === null ? <PeoplePage site={site} /> : <MemberPage site={site} id={id} />;
}
