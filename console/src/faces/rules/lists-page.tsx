import { type SubmitEvent, useState } from 'react';
import { saveList, useLists } from '../../api/rule-lists';
import type { RuleList } from '../../api/rule-types';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { sizeOf } from './list-entries';
import { ListPage } from './list-page';
import pages from '../../styles/page.module.css';
import { number } from '../../words/times';
import type { RulesState } from './use-rules';
import { LIST_KINDS, LISTS } from './wording';

/** Word and domain lists: everything that rules look things up in. */
export function ListsPage({ state, id }: { state: RulesState; id: string | null }) {
  if (id !== null) return <ListPage key={id} state={state} id={id} />;
  return <Lists state={state} />;
}

function Lists({ state }: { state: RulesState }) {
  const { site, draft, mayEdit } = state;
  const running = useLists(site);
  const lists = draft.document?.lists ?? [];
  return (
    <article className={pages.page} aria-labelledby="lists">
      <h1 id="lists">{LISTS.title}</h1>
      <p className={pages.lead}>{LISTS.lead}</p>
      {lists.length === 0
        ? <p className={pages.soft}>{LISTS.none}</p>
        : (
          <div className={pages.scroll}>
            <table className={pages.table}>
              <thead><tr><th scope="col">{LISTS.list}</th><th scope="col">{LISTS.holds}</th><th scope="col" className={pages.number}>{LISTS.entries}</th><th scope="col">{LISTS.from}</th></tr></thead>
              <tbody>
                {lists.map((list) => {
                  const now = running.data?.items.find((each) => each.id === list.id);
                  return (
                    <tr key={list.id}>
                      <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', '~lists', list.id)}>{list.id}</Link></th>
                      <td>{LIST_KINDS[list.kind]}</td>
                      <td className={pages.number}>{number(sizeOf(list))}{now !== undefined && now.entries !== sizeOf(list) ? <span className={pages.soft}> {LISTS.runsWith(now.entries)}</span> : null}</td>
                      <td className={pages.soft}>{list.source ?? ''}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      {mayEdit && <NewList state={state} />}
    </article>
  );
}

function NewList({ state }: { state: RulesState }) {
  const [id, setId] = useState('');
  const [kind, setKind] = useState<RuleList['kind']>('words');
  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      await state.draft.flush();
      const seen = state.draft.seen();
      if (seen === undefined) return;
      const list = { id: id.trim(), kind, entries: [] };
      state.draft.keep(await saveList(state.site, list, seen));
      navigate(hrefOf(state.site, 'rules', '~lists', list.id));
    } catch (error) {
      state.say({ tone: 'trouble', text: LISTS.notAdded(error) });
    }
  };
  return (
    <form className={pages.buttons} style={{ alignItems: 'end' }} onSubmit={(event) => void add(event)}>
      <label className={pages.field}>{LISTS.fresh}<input type="text" required pattern="[a-z0-9][a-z0-9\-]{1,62}" title={LISTS.idHint} placeholder="local-insults" value={id} onChange={(event) => { setId(event.currentTarget.value); }} /></label>
      <label className={pages.field}>{LISTS.of}<select value={kind} onChange={(event) => { setKind(event.currentTarget.value as RuleList['kind']); }}>{Object.entries(LIST_KINDS).map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
      <button type="submit" className={pages.button}>{LISTS.addList}</button>
    </form>
  );
}
