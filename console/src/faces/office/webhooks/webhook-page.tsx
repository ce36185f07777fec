import { type SubmitEvent, useState } from 'react';
import type { PersonSite } from '../../../api/types';
import { type NewWebhook, useChangeWebhook, useRemoveWebhook, useRotateWebhook, useWebhooks, type Webhook } from '../../../api/webhooks';
import { hrefOf, navigate } from '../../../router';
import { Link } from '../../../shell/link';
import { Part, ShownOnce } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Check, Missing, Save, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { Deliveries } from './deliveries';
import { WebhookFields } from './webhook-fields';
import { State } from './webhooks-page';
import classes from './webhooks.module.css';

/** One webhook: what was delivered, its settings, its secret. */
export function WebhookPage({ site: { slug }, id }: { readonly site: PersonSite; readonly id: string }) {
  const t = useWords('webhooks');
  const webhooks = useWebhooks(slug);
  const webhook = webhooks.data?.find((each) => each.id === id);
  return (
    <article className={pages.page} aria-labelledby="webhook">
      <div className={pages.head}>
        <h1 id="webhook" className={classes.url}>{webhook === undefined ? t('title') : new URL(webhook.url).host}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(slug, 'office', 'webhooks')}>{t('all')}</Link>
      </div>
      {webhooks.data === undefined && <Missing error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data !== undefined && webhook === undefined && <p className={pages.lead}>{t('gone')}</p>}
      {webhook !== undefined && (
        <>
          <p><State webhook={webhook} /></p>
          <Deliveries slug={slug} webhook={webhook} />
          <Settings slug={slug} webhook={webhook} />
          <Secret slug={slug} webhook={webhook} />
          <Removal slug={slug} webhook={webhook} />
        </>
      )}
    </article>
  );
}

function Settings({ slug, webhook }: { readonly slug: string; readonly webhook: Webhook }) {
  const t = useWords('webhooks');
  const change = useChangeWebhook(slug, webhook.id);
  const [values, setValues] = useState<NewWebhook & { readonly isEnabled: boolean }>({ url: webhook.url, types: webhook.types, includeText: webhook.includeText, isEnabled: webhook.isEnabled });
  const set = (next: Partial<typeof values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    // Switching on forgets why it was off: said only when it changes.
    const { isEnabled, ...rest } = values;
    change.mutate({ ...rest, url: rest.url.trim(), ...(isEnabled === webhook.isEnabled ? {} : { isEnabled }) });
  };
  const isSaid = ['/url', '/types'].some((pointer) => wrongIn(change.error, pointer) !== null);
  return (
    <Part title={t('settings')}>
      <form className={forms.form} onSubmit={submit}>
        <WebhookFields values={values} error={change.error} onChange={set} />
        <Check label={t('enabled')} checked={values.isEnabled} onChange={(isEnabled) => { set({ isEnabled }); }} />
        {!isSaid && <Trouble error={change.error} />}
        <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />
      </form>
    </Part>
  );
}

function Secret({ slug, webhook: { id, previousSecretUntil } }: { readonly slug: string; readonly webhook: Webhook }) {
  const t = useWords('webhooks');
  const rotate = useRotateWebhook(slug, id);
  return (
    <Part title={t('secret')} lead={t('secretLead')}>
      {rotate.data !== undefined && <ShownOnce words={t('secretOnce')} secret={rotate.data.secret} />}
      {previousSecretUntil !== null && <p className={pages.soft}>{t('previousUntil', { when: exactTime(previousSecretUntil) })}</p>}
      <Trouble error={rotate.error} />
      <div><button type="button" className={pages.button} disabled={rotate.isPending} onClick={() => { rotate.mutate(undefined); }}>{t('rotate')}</button></div>
    </Part>
  );
}

function Removal({ slug, webhook: { id } }: { readonly slug: string; readonly webhook: Webhook }) {
  const t = useWords('webhooks');
  const remove = useRemoveWebhook(slug, id, () => { navigate(hrefOf(slug, 'office', 'webhooks')); });
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <div><button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} onClick={() => { setAsked(true); }}>{t('remove')}</button></div>;
  return (
    <div className={forms.removal}>
      <p>{t('removeSure')}</p>
      <Trouble error={remove.error} />
      <button type="button" className={pages.main} autoFocus disabled={remove.isPending} onClick={() => { remove.mutate(undefined); }}>{t('removeNow')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
    </div>
  );
}
