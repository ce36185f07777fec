import { type SubmitEvent, useState } from 'react';
import { type NewWebhook, useAddWebhook, useWebhooks, type Webhook } from '../../../api/webhooks';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import { Part, ShownOnce } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { ago } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { WebhookFields } from './webhook-fields';
import classes from './webhooks.module.css';

export function WebhooksPage({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('webhooks');
  const webhooks = useWebhooks(slug);
  const all = webhooks.data ?? [];
  return (
    <article className={pages.page} aria-labelledby="webhooks">
      <div className={pages.head}><h1 id="webhooks">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}</p>
      {webhooks.data === undefined && <Missing error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('url')}</th><th scope="col">{t('types')}</th><th scope="col">{t('state')}</th></tr></thead>
            <tbody>
              {all.map((webhook) => (
                <tr key={webhook.id}>
                  <th scope="row"><Link className={`${pages.link ?? ''} ${classes.url ?? ''}`} href={hrefOf(slug, 'office', 'webhooks', webhook.id)}>{webhook.url}</Link></th>
                  <td className={`${pages.soft ?? ''} ${pages.wordy ?? ''}`}>{t('typesOf', { count: webhook.types.length })}</td>
                  <td><State webhook={webhook} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {webhooks.data !== undefined && <NewForm slug={slug} />}
    </article>
  );
}

/** Whether it works, in a word and a colour. */
export function State({ webhook: { isEnabled, disabledReason, failingSince } }: { readonly webhook: Webhook }) {
  const t = useWords('webhooks');
  if (!isEnabled) return <span className={pages.bad}>{disabledReason === null ? t('off') : t('offBecause', { reason: disabledReason })}</span>;
  if (failingSince !== null) return <span className={pages.bad}>{t('failing', { since: ago(failingSince) })}</span>;
  return <span className={pages.good}>{t('works')}</span>;
}

function NewForm({ slug }: { readonly slug: string }) {
  const t = useWords('webhooks');
  const add = useAddWebhook(slug);
  const [values, setValues] = useState<NewWebhook>({ url: '', includeText: false });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    add.mutate({ ...values, url: values.url.trim() }, { onSuccess: () => { setValues({ url: '', includeText: false }); } });
  };
  const isSaid = ['/url', '/types'].some((pointer) => wrongIn(add.error, pointer) !== null);
  return (
    <Part title={t('add')} lead={t('addLead')}>
      {add.data !== undefined && <ShownOnce words={t('secretOnce')} secret={add.data.secret}><p><Link className={pages.link} href={hrefOf(slug, 'office', 'webhooks', add.data.id)}>{t('onward')}</Link></p></ShownOnce>}
      <form className={forms.form} onSubmit={submit}>
        <WebhookFields values={values} error={add.error} onChange={(next) => { setValues({ ...values, ...next }); }} />
        {!isSaid && <Trouble error={add.error} />}
        <div><button type="submit" className={pages.main} disabled={add.isPending}>{t('make')}</button></div>
      </form>
    </Part>
  );
}
