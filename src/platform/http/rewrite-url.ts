/** Some clients of Google's write `comments%3Aanalyze`; the router wants the colon. */
const ENCODED_COLON = /^(\/v1alpha1\/comments)%3a/i;
/** What a client sends that takes the server for a proxy (RFC 9112, 3.2.2), as old clients of Akismet do. */
const ABSOLUTE = /^https?:\/\/[^/?#]*/i;

/** The path that the router looks for; the target as it came stays in `request.originalUrl`. */
export function rewriteUrl({ url = '/' }: { readonly url?: string | undefined }): string {
  // Nearly every target: nothing to replace.
  if (url.startsWith('/') && !url.includes('%3')) return url;
  const path = url.replace(ABSOLUTE, '');
  return (path.startsWith('/') ? path : url === path ? url : `/${path}`).replace(ENCODED_COLON, '$1:');
}
