import { ERRORS, type ErrorCode } from '../../domain/errors';

/** What a caller can do about a code; a code without a line here is explained by its title alone. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  malformed_request: 'The body is not JSON, or a header or path could not be decoded. Nothing was done.',
  unauthenticated: 'Send a site key, a personal token or a reader token as <code>Authorization: Bearer …</code>, or sign in. The credential may have expired or been withdrawn.',
  invalid_sign_in: 'Check the spelling. After several wrong attempts further ones are refused for a quarter of an hour.',
  forbidden: 'The credential is valid here, but its role or scopes do not include this. A lead or an admin of the site can change that.',
  csrf_token_invalid: 'Read <code>csrfToken</code> from <code>GET /v1/session</code> and send it as <code>x-csrf-token</code> with every unsafe request.',
  self_review: 'Whoever made the first decision may not judge the complaint about it.',
  origin_not_allowed: 'An admin must add the page’s origin to the allowed origins of the site.',
  not_found: 'There is no such thing, or it belongs to a site that this credential does not belong to. The two are not told apart.',
  external_id_taken: 'The same <code>externalId</code> was sent before with another text. Use one id for one comment, or edit the first one.',
  idempotency_key_in_use: 'The first request with this key has not been answered yet. Wait for <code>Retry-After</code>, then send it again: you get its answer.',
  comments_closed: 'The newsroom has closed the discussion under this article.',
  parent_not_published: 'The comment that this one replies to is not, or no longer, published.',
  claim_required: 'The site lets nobody decide what they have not claimed.',
  claimed_by_other: 'Somebody else is looking at this item; <code>holder</code> says who, <code>expiresAt</code> until when at most.',
  already_resolved: 'The answer says who decided, what, and when. To change it, decide on the comment itself or undo that decision.',
  superseded: 'Only the latest decision on a comment can be undone, and only while nothing else has happened to it since.',
  claim_lost: 'The claim ran out or was taken over. Claim the item again; what you read may have changed.',
  version_conflict: 'It changed after you read it. The answer carries the current state: look at it and decide again.',
  payload_too_large: 'A request may have at most 256 kB.',
  unsupported_media_type: 'Bodies are JSON: send <code>Content-Type: application/json</code>.',
  invalid: '<code>errors</code> names every field that is wrong, each with a pointer and a sentence. Unknown fields are errors too.',
  idempotency_key_reused: 'The key was used with another request in the last 24 hours. Make a new key for each new request.',
  reason_required: 'A rejection names a policy as <code>reasonCode</code>, so that the author can be told why.',
  precondition_required: 'Send the version you read as <code>If-Match: "3"</code>, so that nobody decides on a text they did not see.',
  too_many_requests: 'Wait for the seconds in <code>Retry-After</code>. The <code>RateLimit</code> headers tell how much is left.',
  internal: 'Nothing was lost. Tell the operator the <code>requestId</code>; the cause stands in the log under it.',
  unavailable: 'The database cannot be reached or is too busy. Send the request again after <code>Retry-After</code>, with the same idempotency key.',
};

const STYLE = `
  :root { color-scheme: light dark; --ink: #1f1d1a; --soft: #6a655d; --paper: #fbfaf7; --line: #e2ddd3; --accent: #1d5a86; }
  @media (prefers-color-scheme: dark) { :root { --ink: #ece8e1; --soft: #a39d92; --paper: #171614; --line: #34312c; --accent: #8cc0e6; } }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Charter, 'Iowan Old Style', Georgia, serif; }
  main { max-width: 42rem; margin: 0 auto; padding: 4rem 1.25rem 6rem; }
  h1 { font-size: 2.25rem; line-height: 1.15; letter-spacing: -0.01em; margin: 0 0 .5rem; }
  h2 { font-size: 1.125rem; margin: 0; }
  p { margin: .25rem 0 0; } .lead { font-size: 1.1875rem; color: var(--soft); margin-bottom: 2.5rem; }
  a { color: var(--accent); text-underline-offset: .2em; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
  section { border-top: 1px solid var(--line); padding: 1.25rem 0; scroll-margin-top: 1rem; }
  section:target { box-shadow: -4px 0 0 var(--accent); padding-left: 1rem; }
  code { font: .875em ui-monospace, Menlo, Consolas, monospace; }
  .status { float: right; color: var(--soft); font: .875rem/1.8 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
}

/** The first page of a fresh start: where everything is. */
export function welcomePage(): string {
  return page(
    'Weir',
    `<h1>Weir</h1>
<p class="lead">Comment moderation for newsrooms. It lets the river through and holds back what should not pass.</p>
<section><h2><a href="/demo">An article with comments</a></h2><p>Write one. Most are up at once; a newcomer’s shortened link waits for a moderator.</p></section>
<section><h2><a href="/console/">The desk</a></h2><p>Where moderators see what waits, why, and decide with one key.</p></section>
<section><h2><a href="/docs">The HTTP interface</a></h2><p>Every resource, to read and to try. What can go wrong is <a href="/docs/problems">explained code by code</a>.</p></section>`,
  );
}

/** Every error code with its status and what to do about it; the `type` of a problem points to its anchor. */
export function problemsPage(): string {
  const sections = (Object.keys(ERRORS) as ErrorCode[]).map((code) => {
    const { status, title } = ERRORS[code];
    const advice = ADVICE[code];
    return `<section id="${code}"><span class="status">${String(status)}</span><h2><code>${code}</code></h2><p>${title}.${advice === undefined ? '' : ` ${advice}`}</p></section>`;
  });
  return page(
    'Problems – Weir',
    `<h1>Problems</h1>
<p class="lead">Errors are <code>application/problem+json</code>. Programs read <code>code</code>; people read <code>title</code> and <code>detail</code>. <code>requestId</code> finds the request in the log.</p>
${sections.join('\n')}`,
  );
}

/** Instead of the desk or the demo when their build is missing. */
export function notBuiltPage(): string {
  return page(
    'Not built – Weir',
    `<h1>Not built yet</h1>
<p class="lead">The pages have to be built once. <code>npm start</code> does it by itself; by hand it is:</p>
<section><p><code>npm run build -w console &amp;&amp; npm run build -w embed</code></p></section>`,
  );
}
