import { useState } from 'react';
import { useDiff, useRollback, useVersions } from '../../api/rules';
import type { Version } from '../../api/rule-types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { ago, exactTime } from '../desk/wording';
import pages from './page.module.css';
import { TextDiff } from './text-diff';
import type { RulesState } from './use-rules';
import { CHANGES, plural, troubleWords } from './wording';

/** Every version that ever ran, with who published it and why; any of them can run again. */
export function VersionsPage({ state, chosen }: { state: RulesState; chosen: number | null }) {
  const { site } = state;
  const versions = useVersions(site);
  const rollback = useRollback(site);
  const [note, setNote] = useState('');
  const current = versions.data?.items.find(({ isRunning }) => isRunning);
  const version = versions.data?.items.find((each) => each.version === chosen);
  const back = (): void => {
    if (version === undefined) return;
    rollback.mutate({ to: version.version, note: note.trim() }, { onSuccess: ({ version: made }) => { setNote(''); state.say({ tone: 'done', text: `Version ${String(made)} runs: it says what version ${String(version.version)} said.` }); } });
  };
  return (
    <article className={pages.page} aria-labelledby="versions">
      <h1 id="versions">Versions</h1>
      {versions.isError && <p className={pages.trouble} role="alert">{troubleWords(versions.error)}</p>}
      <div className={pages.scroll}>
        <table className={pages.table}>
          <thead><tr><th scope="col">Version</th><th scope="col">Note</th><th scope="col">By</th><th scope="col">When</th><th scope="col">Rules</th></tr></thead>
          <tbody>
            {versions.data?.items.map((each) => (
              <tr key={each.version} aria-current={each.version === chosen ? 'true' : undefined}>
                <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', '~versions', String(each.version))}>{each.version}</Link>{each.isRunning && <b> runs</b>}</th>
                <td>{noteWords(each)}</td>
                <td>{each.publishedBy?.name ?? 'Weir'}</td>
                <td><time dateTime={each.createdAt} title={exactTime(each.createdAt)}>{ago(each.createdAt)}</time></td>
                <td>{each.rules}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {version !== undefined && !version.isRunning && current !== undefined && (
        <section aria-labelledby="between">
          <h2 id="between">From version {current.version}, which runs, back to version {version.version}</h2>
          <Between site={site} from={current.version} to={version.version} />
          {state.mayEdit && (
            <form onSubmit={(event) => { event.preventDefault(); back(); }} style={{ display: 'grid', gap: '0.75rem', paddingTop: '1rem' }}>
              <label className={pages.field}>Note <span className={pages.hint}>Why it goes back.</span><input type="text" maxLength={300} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} /></label>
              {rollback.isError && <p className={pages.trouble} role="alert">{troubleWords(rollback.error)}</p>}
              <div className={pages.buttons}><button type="submit" className={pages.main} disabled={rollback.isPending}>Roll back to version {version.version}</button><span className={pages.soft}>Makes a new version; nothing is lost.</span></div>
            </form>
          )}
        </section>
      )}
      {version?.isRunning === true && <p className={pages.soft}>Version {version.version} runs now.</p>}
    </article>
  );
}

function noteWords({ note, rolledBackTo }: Version): string {
  const back = rolledBackTo === null ? '' : `Back to version ${String(rolledBackTo)}`;
  return [back, note ?? ''].filter((part) => part !== '').join(': ');
}

function Between({ site, from, to }: { site: string; from: number; to: number }) {
  const diff = useDiff(site, from, to, '');
  if (diff.isError) return <p className={pages.trouble} role="alert">{troubleWords(diff.error)}</p>;
  if (diff.data === undefined) return null;
  const { rules, lists, text } = diff.data;
  if (rules.length + lists.length === 0) return <p className={pages.soft}>They say the same.</p>;
  return (
    <>
      <p className={pages.soft}>{[...rules.map(({ id, change }) => `${id} ${CHANGES[change]}`), ...lists.map(({ id, added, removed }) => `list ${id} ${plural(added, 'entry', 'entries')} more, ${String(removed)} less`)].join(' · ')}</p>
      <TextDiff text={text} label={`What changes from version ${String(from)} to version ${String(to)}`} />
    </>
  );
}
