import { KeyList } from '../../shell/key-sheet';
import { Sheet } from '../../shell/sheet';
import { useWords } from '../../words/words';
import type { PersonSite } from '../../api/types';
import { COMMANDS, keyLabel, type KeySet } from './keys';
import classes from './settings-sheet.module.css';
import { breakChoices, changeSettings, followSite, hasChosenCalm, useOwnSettings, useSettings } from './settings';
import type { DeskWords } from './trouble';

interface Props {
  readonly t: DeskWords;
  readonly onClose: () => void;
}

/** Every key of the desk with what it does, in the set that was chosen. */
export function HelpSheet({ t, keys, onClose }: Props & { readonly keys: KeySet }) {
  const shell = useWords('shell');
  const lines = COMMANDS.flatMap((command) => (keyLabel(keys, command) === '' ? [] : [[keyLabel(keys, command), t(`help.${command}`)] as const]));
  return (
    <Sheet title={shell('keys')} onClose={onClose}>
      <KeyList keys={[...lines, ['Enter', t('help.enter')], ['Esc', t('help.escape')]]} />
      <p className={classes.note}>{shell('keysWhileTyping')}</p>
    </Sheet>
  );
}

/** How one likes one's desk; what was not chosen here is as the site has set it. */
export function SettingsSheet({ t, site, onClose }: Props & { readonly site: PersonSite }) {
  const settings = useSettings(site);
  const isOwn = hasChosenCalm(useOwnSettings());
  return (
    <Sheet title={t('settings.title')} onClose={onClose}>
      <div className={classes.settings}>
        <fieldset>
          <legend>{t('settings.keys')}</legend>
          {(['weir', 'coral'] as const).map((set) => <label key={set}><input type="radio" name="keys" checked={settings.keys === set} onChange={() => { changeSettings({ keys: set }); }} /> {t(`settings.${set}`)} <span className={classes.soft}>{(['approve', 'reject', 'undo'] as const).map((command) => keyLabel(set, command)).join(' ')} …</span></label>)}
        </fieldset>
        <label><input type="checkbox" checked={settings.blur} onChange={(event) => { changeSettings({ blur: event.currentTarget.checked }); }} /> {t('settings.blur')}</label>
        <label><input type="checkbox" checked={settings.grey} onChange={(event) => { changeSettings({ grey: event.currentTarget.checked }); }} /> {t('settings.grey')}</label>
        <label>{t('settings.break')} <select value={settings.breakAfter} onChange={(event) => { changeSettings({ breakAfter: Number(event.currentTarget.value) }); }}>{breakChoices(settings.breakAfter).map((count) => <option key={count} value={count}>{count === 0 ? t('settings.never') : t('settings.hard', { count })}</option>)}</select></label>
      </div>
      <p className={classes.note}>{t(isOwn ? 'settings.own' : 'settings.local', { site: site.name })}</p>
      {isOwn && <button type="button" className={classes.follow} onClick={followSite}>{t('settings.follow')}</button>}
    </Sheet>
  );
}
