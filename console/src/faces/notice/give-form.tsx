import { type SubmitEvent, useState } from 'react';
import { type NewNotice, useGiveNotice } from '../../api/notice';
import { Field } from '../../shell/field';
import { ShownOnce } from '../../shell/part';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { Frame } from '../entry/frame';
import entry from '../entry/entry.module.css';
import { Check, TextField, wrongIn } from '../../shell/form';
import { NoticeTrouble } from './notice-trouble';

const CATEGORIES: readonly NewNotice['category'][] = ['ILLEGAL_OR_HARMFUL_SPEECH', 'VIOLENCE', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN', 'PROTECTION_OF_MINORS', 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'SCAMS_AND_FRAUD', 'INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'SELF_HARM', 'RISK_FOR_PUBLIC_SECURITY', 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS', 'CONSUMER_INFORMATION', 'UNSAFE_AND_PROHIBITED_PRODUCTS', 'ANIMAL_WELFARE', 'NOT_SPECIFIED_NOTICE'];
const LONGEST = 5_000;
const SHORTEST = 10;

const EMPTY = { category: '', explanation: '', name: '', email: '', isGoodFaith: false, isChildSexualAbuse: false };

/** What article 16 of the Digital Services Act asks of a notice, and the confirmation that it has arrived. */
export function GiveForm({ site, commentId }: { readonly site: string; readonly commentId: string }) {
  const t = useWords('notice');
  const law = useWords('law');
  const give = useGiveNotice(site);
  const [values, setValues] = useState(EMPTY);
  const set = (next: Partial<typeof EMPTY>): void => {
    give.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!give.isPending) give.mutate(asked(commentId, values));
  };
  if (give.data !== undefined) return <Received site={site} text={give.data.text} reference={give.data.reference} />;
  const wrong = (name: string): string | null => wrongIn(give.error, `/${name}`);
  // Who gives notice of the abuse of children need not say who they are.
  const mayBeNobody = values.isChildSexualAbuse;
  return (
    <Frame title={t('title')}>
      <p className={entry.lead}>{t('lead')}</p>
      <form className={entry.form} onSubmit={submit}>
        <Field label={t('category')} wrong={wrong('category')}>
          {(id, described) => (
            <select id={id} aria-describedby={described} required value={values.category} onChange={(event) => { set({ category: event.currentTarget.value }); }}>
              <option value="" disabled>{t('choose')}</option>
              {CATEGORIES.map((each) => <option key={each} value={each}>{law(`category.${each}`)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('why')} hint={t('whyHint')} wrong={wrong('explanation')}>
          {(id, described) => <textarea id={id} rows={6} dir="auto" aria-describedby={described} required minLength={SHORTEST} maxLength={LONGEST} value={values.explanation} onChange={(event) => { set({ explanation: event.currentTarget.value }); }} />}
        </Field>
        <Check label={t('children')} checked={values.isChildSexualAbuse} onChange={(isChildSexualAbuse) => { set({ isChildSexualAbuse }); }} />
        <TextField label={t('name')} autoComplete="name" required={!mayBeNobody} maxLength={200} value={values.name} wrong={wrong('name')} onChange={(name) => { set({ name }); }} />
        <TextField label={t('email')} hint={t('emailHint')} type="email" autoComplete="email" required={!mayBeNobody} maxLength={320} value={values.email} wrong={wrong('email')} onChange={(email) => { set({ email }); }} />
        <label className={entry.promise}><input type="checkbox" required checked={values.isGoodFaith} onChange={(event) => { set({ isGoodFaith: event.currentTarget.checked }); }} />{t('goodFaith')}</label>
        <NoticeTrouble error={give.error} />
        <div className={entry.buttons}><button type="submit" className={pages.main} aria-busy={give.isPending}>{t('give')}</button></div>
      </form>
    </Frame>
  );
}

function asked(commentId: string, { category, explanation, name, email, isGoodFaith, isChildSexualAbuse }: typeof EMPTY): NewNotice {
  return {
    commentId,
    category: category as NewNotice['category'],
    explanation: explanation.trim(),
    isGoodFaith: isGoodFaith as true,
    isChildSexualAbuse,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
  };
}

function Received({ site, text, reference }: { readonly site: string; readonly text: string; readonly reference: string }) {
  const t = useWords('notice');
  return (
    <Frame title={t('received')}>
      <p className={entry.lead}>{text}</p>
      <ShownOnce words={t('reference')} secret={reference}><p>{t('referenceHint')} <a className={pages.link} href={`/notice/${encodeURIComponent(site)}`}>{t('ask.title')}</a></p></ShownOnce>
    </Frame>
  );
}
