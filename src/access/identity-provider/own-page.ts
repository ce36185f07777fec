/** Where somebody goes who asked for no page, or for one that is not ours. */
export const FIRST_PAGE = '/console/';

/** The console's own pages; anything else could lead a freshly signed-in person to a stranger's page. */
const OWN_PAGE = /^\/console\/(?!\/)[\w\-./~%?=&]*$/;

/** The page, if it is one of the console's. */
export function ownPage(page: string | undefined): string {
  return page !== undefined && OWN_PAGE.test(page) ? page : FIRST_PAGE;
}
