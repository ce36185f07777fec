import type { NewWebhook, WebhookType } from '../../../api/webhooks';
import { useWords } from '../../../words/words';
import { Check, Choices, TextField, wrongIn } from '../../../shell/form';
import { typeName, TYPES } from './message-names';

interface Props {
  readonly values: NewWebhook;
  readonly error: unknown;
  readonly onChange: (next: Partial<NewWebhook>) => void;
}

/** Where it goes, what it is told of, whether with the text. */
export function WebhookFields({ values: { url, types, includeText }, error, onChange }: Props) {
  const t = useWords('webhooks');
  const chosen: readonly string[] = types ?? TYPES;
  return (
    <>
      <TextField label={t('url')} hint={t('urlHint')} required maxLength={2_000} value={url} wrong={wrongIn(error, '/url')} onChange={(next) => { onChange({ url: next }); }} />
      <Choices label={t('types')} wrong={wrongIn(error, '/types')} options={TYPES.map((type) => ({ value: type, label: typeName(t, type) }))} chosen={chosen} onChange={(next) => { onChange({ types: next as WebhookType[] }); }} />
      <Check label={t('includeText')} checked={includeText} onChange={(next) => { onChange({ includeText: next }); }} />
    </>
  );
}
