import type { PersonSite } from '../../../api/types';
import { WebhookPage } from './webhook-page';
import { WebhooksPage } from './webhooks-page';

/** What is told of what happens: all webhooks, or one with its deliveries. */
export function Webhooks({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  return id === null ? <WebhooksPage site={site} /> : <WebhookPage site={site} id={id} />;
}
