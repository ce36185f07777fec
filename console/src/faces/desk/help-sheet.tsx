import { KeyList } from '../../shell/key-sheet';
import { Sheet } from '../../shell/sheet';
import { useWords } from '../../words/words';
import { COMMANDS, keyLabel } from './keys';
import classes from './settings-sheet.module.css';
import { BREAKS, changeSettings, useSettings } from './settings';
import type { DeskWords } from './trouble';

interface Props {
  readonly t: DeskWords;
  readonly onClose: () => void;
}

/** Every key of the desk with what it does, in the set that was chosen. */
export function HelpSheet({ t, onClose }: Props) {
  const shell = useWords('shell');
  const { keys } = useSettings();
  const lines = COMMANDS.flatMap((command) => (keyLabel(keys, command) === '' ? [] : [[keyLabel(keys, command), t(`help.${command}`)] as const]));
  return (
    <Sheet title={shell('keys')} onClose={onClose}>
      <KeyList keys={[...lines, ['Enter', t('help.enter')], ['Esc', t('help.escape')]]} />
      <p className={classes.note}>{shell('keysWhileTyping')}</p>
    </Sheet>
  );
}

/** How one likes one's desk. */
export function SettingsSheet({ t, onClose }: Props) {
  const settings = useSettings();
  return (
    <Sheet title={t('settings.title')} onClose={onClose}>
      <div className={classes.settings}>
        <fieldset>
          <legend>{t('settings.keys')}</legend>
          {(['weir', 'coral'] as const).map((set) => <label key={set}><input type="radio" name="keys" checked={settings.keys === set} onChange={() => { changeSettings({ keys: set }); }} /> {t(`settings.${set}`)} <span className={classes.soft}>{(['approve', 'reject', 'undo'] as const).map((command) => keyLabel(set, command)).join(' ')} …</span></label>)}
        </fieldset>
        <label><input type="checkbox" checked={settings.blur} onChange={(event) => { changeSettings({ blur: event.currentTarget.checked }); }} /> {t('settings.blur')}</label>
        <label><input type="checkbox" checked={settings.grey} onChange={(event) => { changeSettings({ grey: event.currentTarget.checked }); }} /> {t('settings.grey')}</label>
        <label>{t('settings.break')} <select value={settings.breakAfter} onChange={(event) => { changeSettings({ breakAfter: Number(event.currentTarget.value) }); }}>{BREAKS.map((count) => <option key={count} value={count}>{count === 0 ? t('settings.never') : t('settings.hard', { count })}</option>)}</select></label>
      </div>
      <p className={classes.note}>{t('settings.local')}</p>
    </Sheet>
  );
}
