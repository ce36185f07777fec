import { type Role, ROLES } from '../../../api/people';
import { Field } from '../../../shell/field';
import { useWords } from '../../../words/words';

/** One of the roles, with what it may do in words. */
export function RoleField({ role, wrong = null, onChange }: { readonly role: Role; readonly wrong?: string | null; readonly onChange: (role: Role) => void }) {
  const t = useWords('people');
  return (
    <Field label={t('role')} hint={t(`may.${role}`)} wrong={wrong}>
      {(id, described) => <select id={id} aria-describedby={described} value={role} onChange={(event) => { onChange(event.currentTarget.value as Role); }}>{ROLES.map((each) => <option key={each} value={each}>{t(`roles.${each}`)}</option>)}</select>}
    </Field>
  );
}
