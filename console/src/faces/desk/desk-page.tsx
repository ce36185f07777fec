import { useRef } from 'react';
import { ApiError } from '../../api/client';
import { useLastDecision } from '../../api/review';
import { Message } from '../../shell/message';
import { ago } from '../../words/times';
import classes from './desk.module.css';
import { ItemCard } from './item-card';
import type { Actions } from './use-actions';
import { FILTER_NAMES } from './use-scope';
import type { DeskState } from './use-desk';

/** Who decided may take it back so long; leads at any time. */
const OWN_UNDO_MS = 10 * 60_000;

interface Props {
  readonly desk: DeskState;
  readonly actions: Actions;
  readonly blur: boolean;
  readonly feedbackKey: string;
  readonly onAuthor: () => void;
  readonly onCopies: (() => void) | null;
}

/** The comment on the screen; or why there is none, and what now. */
export function DeskPage({ desk, actions, blur, feedbackKey, onAuthor, onCopies }: Props) {
  const { t, item, line, detail, currentId, site, held, mayDecide, reasonTitle } = desk;
  if (item !== undefined) {
    const mayTake = site.permissions.includes('review.override');
    return (
      <>
        {!mayDecide && <p className={classes.note}>{t('viewerNote')}</p>}
        <Settled desk={desk} actions={actions} />
        <ChangedText key={item.id} desk={desk} />
        <ItemCard t={t} site={site.slug} item={item} mayDecide={mayDecide} reasonTitle={reasonTitle} held={held} blur={blur} feedback={mayDecide && desk.isOpen ? actions.feedback : null} feedbackKey={feedbackKey} onTakeOver={mayTake && mayDecide ? actions.takeOver : null} onAuthor={onAuthor} onCopies={mayDecide ? onCopies : null} onUntag={actions.can.act ? actions.untag : null} />
      </>
    );
  }
  const error = line.error ?? detail.error;
  if (error instanceof ApiError && error.status === 404 && currentId !== null) return <Message title={t('missing.title')} text={t('missing.text')} action={{ label: t('missing.back'), run: () => { desk.open(null); } }} />;
  if (error !== null && (!line.isLoaded || isForbidden(error))) return <Failed desk={desk} error={error} />;
  if (!line.isLoaded || currentId !== null || line.hasMore) return <div className={classes.skeleton} role="img" aria-label={t('loading')} />;
  if (line.items.some(({ id }) => !line.gone.has(id))) return <Message title={t('nothing.taken')} text={t('nothing.takenText')} />;
  return <NothingWaits desk={desk} />;
}

/** Why the list has no rows. */
export function NoRows({ desk }: { readonly desk: DeskState }) {
  const { t, line, scope } = desk;
  if (line.error !== null && !line.isLoaded) return <Failed desk={desk} error={line.error} />;
  if (!line.isLoaded) return <div className={classes.skeleton} role="img" aria-label={t('loading')} />;
  return isNarrowed(scope) ? <p className={classes.nothing}>{t('browse.empty')}</p> : <NothingWaits desk={desk} />;
}

function Failed({ desk: { t, line }, error }: { desk: DeskState; error: Error }) {
  if (isForbidden(error)) return <Message title={t('forbidden.title')} text={t('forbidden.text')} />;
  return <Message title={t('failed.title')} text={t('failed.text')} action={{ label: t('failed.again'), run: line.refetch }} />;
}

function isForbidden(error: Error): boolean {
  return error instanceof ApiError && error.status === 403;
}

function isNarrowed({ filter }: DeskState['scope']): boolean {
  return FILTER_NAMES.some((name) => filter[name] !== undefined);
}

function NothingWaits({ desk: { t, site, scope } }: { desk: DeskState }) {
  const { data: last } = useLastDecision(site.slug, true);
  if (isNarrowed(scope)) return <Message title={t('nothing.filtered')} text={t('nothing.filteredText')} action={{ label: t('nothing.clear'), run: scope.clearFilter }} />;
  const earlier = last ? `${t('nothing.last', { ago: ago(last.createdAt), who: last.decidedBy.name ?? t('somebody') })} ` : '';
  return <Message title={t('nothing.title')} text={earlier + t('nothing.text')} />;
}

/** Somebody decided what is on the screen: who, what, and the way back for those who may. */
function Settled({ desk, actions }: { desk: DeskState; actions: Actions }) {
  const { t, item, line, me, site } = desk;
  if (item === undefined) return null;
  const gone = line.gone.get(item.id);
  const last = item.decisions.filter(({ reversed }) => !reversed).at(-1);
  if (item.state === 'open' && gone === undefined) return null;
  const who = last?.decidedBy.name ?? gone?.by ?? t('somebody');
  const action = item.state === 'resolved' ? last?.action : gone?.action;
  const text = action === undefined || action === null ? t('noLongerWaits') : t(action === 'approve' ? 'approvedBy' : 'rejectedBy', { who, ago: ago(item.state === 'resolved' && last !== undefined ? last.createdAt : new Date().toISOString()) });
  const isMine = last !== undefined && last.decidedBy.id === me && Date.now() - Date.parse(last.createdAt) < OWN_UNDO_MS;
  const mayUndo = item.state === 'resolved' && last !== undefined && (isMine || site.permissions.includes('review.undo_any'));
  return (
    <p className={classes.note} role="status">
      {text}
      {mayUndo && <button type="button" onClick={() => { actions.reverse(last.id); }}>{t('undoThis')}</button>}
    </p>
  );
}

/** Nobody decides on a text they did not read: when it changes under the eyes, that is said. */
function ChangedText({ desk: { t, item } }: { desk: DeskState }) {
  const first = useRef(item?.comment.revision);
  return item === undefined || item.comment.revision === first.current ? null : <p className={classes.note} role="alert">{t('textChanged')}</p>;
}
