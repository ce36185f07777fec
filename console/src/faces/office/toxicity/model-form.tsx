import { type SubmitEvent, useState } from 'react';
import { type Toxicity, type ToxicityChange, useChangeToxicity } from '../../../api/toxicity';
import { Field } from '../../../shell/field';
import { Part } from '../../../shell/part';
import { useWords } from '../../../words/words';
import { Save, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

const KINDS = ['linear', 'perspective', 'openai'] as const;
const USUAL_WAIT_MS = '500';

interface Values {
  readonly kind: (typeof KINDS)[number];
  readonly url: string;
  readonly model: string;
  readonly key: string;
  readonly timeoutMs: string;
}

/** The model in the service, or one somewhere else that it stands in for whenever that one fails. */
export function ModelForm({ slug, known, model, mayEdit }: { readonly slug: string; readonly known: Toxicity['provider']; readonly model: string; readonly mayEdit: boolean }) {
  const t = useWords('toxicity');
  const change = useChangeToxicity(slug);
  const [values, setValues] = useState<Values>(() => ({ kind: known.kind, url: known.url ?? '', model: known.model ?? '', key: '', timeoutMs: known.timeoutMs === null ? USUAL_WAIT_MS : String(known.timeoutMs) }));
  const set = (next: Partial<Values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ provider: asked(values) }, { onSuccess: () => { setValues((now) => ({ ...now, key: '' })); } });
  };
  const wrong = (name: keyof Values): string | null => wrongIn(change.error, `/provider/${name}`);
  const isSaid = (['url', 'model', 'key', 'timeoutMs'] as const).some((name) => wrong(name) !== null);
  const isHosted = values.kind !== 'linear';
  const keepsKey = known.hasKey && values.url === known.url;
  return (
    <Part title={t('model.title')} lead={t('model.lead', { model })}>
      <form className={forms.form} onSubmit={submit}>
        <Field label={t('model.kind')} hint={t(`model.about.${values.kind}`)}>
          {(id, described) => <select id={id} aria-describedby={described} disabled={!mayEdit} value={values.kind} onChange={(event) => { set({ kind: event.currentTarget.value as Values['kind'] }); }}>{KINDS.map((kind) => <option key={kind} value={kind}>{t(`model.kinds.${kind}`)}</option>)}</select>}
        </Field>
        {isHosted && (
          <>
            <TextField label={t('model.url')} required maxLength={2_000} readOnly={!mayEdit} value={values.url} wrong={wrong('url')} onChange={(url) => { set({ url }); }} />
            <div className={forms.pair}>
              <TextField label={t('model.name')} hint={t('model.nameHint')} maxLength={100} readOnly={!mayEdit} value={values.model} wrong={wrong('model')} onChange={(name) => { set({ model: name }); }} />
              <TextField label={t('model.timeout')} hint={t('model.timeoutHint')} type="number" required readOnly={!mayEdit} value={values.timeoutMs} wrong={wrong('timeoutMs')} onChange={(timeoutMs) => { set({ timeoutMs }); }} />
            </div>
            {mayEdit && <TextField label={t('model.key')} hint={t(keepsKey ? 'model.keyStays' : 'model.keyNew')} type="password" autoComplete="off" maxLength={500} value={values.key} wrong={wrong('key')} onChange={(key) => { set({ key }); }} />}
          </>
        )}
        {!isSaid && <Trouble error={change.error} />}
        {mayEdit && <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />}
      </form>
    </Part>
  );
}

function asked({ kind, url, model, key, timeoutMs }: Values): NonNullable<ToxicityChange['provider']> {
  const wait = { kind, timeoutMs: Number(timeoutMs) };
  if (kind === 'linear') return wait;
  return { ...wait, url: url.trim(), ...(model.trim() === '' ? {} : { model: model.trim() }), ...(key.trim() === '' ? {} : { key: key.trim() }) };
}
