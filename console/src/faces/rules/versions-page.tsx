import { useState } from 'react';
import { useDiff, useRollback, useVersions } from '../../api/rules';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { ago, exactTime } from '../../words/times';
import pages from '../../styles/page.module.css';
import { TextDiff } from './text-diff';
import type { RulesState } from './use-rules';
import { PUBLISH, troubleWords, VERSIONS } from './wording';

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
    rollback.mutate({ to: version.version, note: note.trim() }, { onSuccess: ({ version: made }) => { setNote(''); state.say({ tone: 'done', text: VERSIONS.done(made, version.version) }); } });
  };
  return (
    <article className={pages.page} aria-labelledby="versions">
      <h1 id="versions">{VERSIONS.title}</h1>
      {versions.isError && <p className={pages.trouble} role="alert">{troubleWords(versions.error)}</p>}
      <div className={pages.scroll}>
        <table className={pages.table}>
          <thead><tr>{VERSIONS.columns.map((words) => <th key={words} scope="col">{words}</th>)}</tr></thead>
          <tbody>
            {versions.data?.items.map((each) => (
              <tr key={each.version} aria-current={each.version === chosen ? 'true' : undefined}>
                <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', '~versions', String(each.version))}>{each.version}</Link>{each.isRunning && <b> {VERSIONS.runs}</b>}</th>
                <td>{VERSIONS.noteOf(each)}</td>
                <td>{each.publishedBy?.name ?? VERSIONS.service}</td>
                <td><time dateTime={each.createdAt} title={exactTime(each.createdAt)}>{ago(each.createdAt)}</time></td>
                <td>{each.rules}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {version !== undefined && !version.isRunning && current !== undefined && (
        <section aria-labelledby="between">
          <h2 id="between">{VERSIONS.between(current.version, version.version)}</h2>
          <Between site={site} from={current.version} to={version.version} />
          {state.mayEdit && (
            <form onSubmit={(event) => { event.preventDefault(); back(); }} style={{ display: 'grid', gap: '0.75rem', paddingTop: '1rem' }}>
              <label className={pages.field}>{PUBLISH.note} <span className={pages.hint}>{VERSIONS.noteHint}</span><input type="text" maxLength={300} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} /></label>
              {rollback.isError && <p className={pages.trouble} role="alert">{troubleWords(rollback.error)}</p>}
              <div className={pages.buttons}><button type="submit" className={pages.main} disabled={rollback.isPending}>{VERSIONS.back(version.version)}</button><span className={pages.soft}>{VERSIONS.harmless}</span></div>
            </form>
          )}
        </section>
      )}
      {version?.isRunning === true && <p className={pages.soft}>{VERSIONS.current(version.version)}</p>}
    </article>
  );
}

function Between({ site, from, to }: { site: string; from: number; to: number }) {
  const diff = useDiff(site, from, to, '');
  if (diff.isError) return <p className={pages.trouble} role="alert">{troubleWords(diff.error)}</p>;
  if (diff.data === undefined) return null;
  const { rules, lists, text } = diff.data;
  if (rules.length + lists.length === 0) return <p className={pages.soft}>{VERSIONS.same}</p>;
  return (
    <>
      <p className={pages.soft}>{VERSIONS.changes({ rules, lists })}</p>
      <TextDiff text={text} label={VERSIONS.diff(from, to)} />
    </>
  );
}
