import { AskForm } from './ask-form';
import { GiveForm } from './give-form';

const COMMENT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** For readers, without an account: giving notice of a comment that breaks the law, and asking what became of it. `/notice/SITE/COMMENT` and `/notice/SITE`. */
export function Notice({ path: [site = '', comment = ''] }: { readonly path: readonly string[] }) {
  return COMMENT.test(comment) ? <GiveForm site={site} commentId={comment} /> : <AskForm site={site} />;
}
