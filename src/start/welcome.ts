import type { Demo } from '../intake/demo/ensure-demo';

export interface Welcome {
  readonly url: string;
  /** `isNew`: made at this start. Only then does a configured password count. */
  readonly owner: { readonly email: string; readonly isNew: boolean; readonly password: string | null; readonly file: string | null };
  readonly demo: Demo | null;
  readonly hasDemo: boolean;
}

/** The one box of text that a start ends with. Secrets stand in it only at the first start. */
export function welcomeText({ url, owner, demo, hasDemo }: Welcome): string {
  const lines = [
    'Weir is ready.',
    '',
    ...(hasDemo ? [`  Article page   ${url}/demo`] : []),
    `  Desk           ${url}/console`,
    `  API docs       ${url}/docs`,
    '',
    `  Sign in as     ${owner.email}`,
    `  Password       ${passwordOf(owner)}`,
    ...(demo ? [`  Site key       ${demo.secret}`, '                 (site "demo"; it is not shown again)'] : []),
    ...(hasDemo ? ['', '  Try first: write a comment on the article page, then look at the desk.'] : []),
    '  Ctrl-C stops everything.',
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '─'.repeat(width + 2);
  return [`┌${rule}┐`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `└${rule}┘`].join('\n');
}

function passwordOf({ isNew, password, file }: Welcome['owner']): string {
  if (password !== null) return password;
  if (isNew) return 'the one you chose in WEIR_ADMIN_PASSWORD';
  return file === null ? 'as before (WEIR_ADMIN_PASSWORD counts for a new owner only)' : `stands in ${file}`;
}
