import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import { useLastDecision } from '../../api/review';
import type { PersonSite } from '../../api/types';
import type { FaceProps } from '../../faces';
import { KeySheet } from '../../shell/key-sheet';
import { Message } from '../../shell/message';
import { ActionBar, StatusLine } from './action-bar';
import classes from './desk.module.css';
import { ItemCard } from './item-card';
import { NextUp } from './next-up';
import { QueueColumn } from './queue-column';
import { type DeskState, useDesk } from './use-desk';

import { useKeys } from '../../shell/use-keys';
import { ago } from '../../words/times';

const KEYS = [['A', 'Approve'], ['R', 'Reject: then 1–9 for the reason, Esc to think again'], ['S', 'Skip: it stays for others, and comes back to you in an hour'], ['Z', 'Undo the last decision, for ten seconds'], ['J', 'Next'], ['K', 'Previous'], ['N', 'Show new arrivals'], ['?', 'This list']] as const;

export function Desk({ site, path: [queue = 'all', opened] }: FaceProps) {
  const itemId = opened ?? null;
  const queueId = queue === 'all' ? null : queue;
  const desk = useDesk(site, queueId, itemId);
  const [help, setHelp] = useState(false);
  useDeskKeys(desk, () => { setHelp(true); });
  useTitle(desk, site);
  const { list, item } = desk;
  return (
    <div className={classes.desk}>
      <div className={classes.side}>
        <QueueColumn site={site.slug} queues={desk.queues.data} current={queueId} />
        {list.items.length > 0 && <NextUp list={list} currentId={desk.currentId} onOpen={desk.open} />}
      </div>
      <div className={classes.work}>
        <div className={classes.page} key={item?.id ?? 'none'}>
          <Page desk={desk} />
        </div>
        {item !== undefined && desk.mayDecide && (
          <ActionBar policies={desk.policies} can={desk.can} choosing={desk.choosing} onApprove={desk.approve} onChoose={() => { desk.setChoosing(!desk.choosing); }} onReject={desk.reject} onSkip={desk.skip} onStep={desk.step} onHelp={() => { setHelp(true); }} />
        )}
        <StatusLine notice={desk.decisions.notice} onUndo={() => void desk.decisions.undo()} />
      </div>
      <KeySheet keys={KEYS} opened={help} onClose={() => { setHelp(false); }} />
    </div>
  );
}

function Page({ desk }: { desk: DeskState }) {
  const { item, items, detail, currentId } = desk;
  if (item !== undefined) {
    return (
      <>
        {!desk.mayDecide && <p className={classes.note}>You may look, but not decide: your role on this site is viewer.</p>}
        {item.state === 'resolved' && <p className={classes.note} role="status">{resolvedSentence(desk)}</p>}
        <ItemCard item={item} claim={desk.claim} takenBy={desk.takenBy} />
      </>
    );
  }
  const error = items.error ?? detail.error;
  if (error !== null && currentId !== null && error instanceof ApiError && error.status === 404) {
    return <Message title="This item is not here" text="It was withdrawn, or belongs to another site." action={{ label: 'Back to the queue', run: () => { desk.open(null); } }} />;
  }
  if (error instanceof ApiError && error.status === 403) return <Message title="Not yours to see" text="Your role on this site does not include the desk. A lead or an admin can change that." />;
  if (error !== null && items.data === undefined) return <Message title="The queue could not be loaded" text="It is tried again by itself. Nothing is lost." action={{ label: 'Try now', run: () => void items.refetch() }} />;
  if (items.data === undefined || currentId !== null) return <div className={classes.skeleton} aria-busy="true" aria-label="Loading" />;
  return <NothingWaits site={desk.site} />;
}

function NothingWaits({ site }: { site: string }) {
  const { data: last } = useLastDecision(site, true);
  const earlier = last ? `Last decided ${ago(last.createdAt)} by ${last.decidedBy.name ?? 'somebody'}. ` : '';
  return <Message title="Nothing waits." text={`${earlier}New comments that need a person appear here by themselves.`} />;
}

function resolvedSentence({ item }: DeskState): string {
  const last = item?.decisions.filter(({ reversed }) => !reversed).at(-1);
  return last === undefined ? 'This no longer waits for a decision.' : `${last.decidedBy.name ?? 'Somebody'} ${last.action === 'approve' ? 'approved' : 'rejected'} this ${ago(last.createdAt)}.`;
}

function useDeskKeys(desk: DeskState, showHelp: () => void): void {
  const digits = Object.fromEntries(desk.policies.slice(0, 9).map((policy, index) => [String(index + 1), () => { desk.reject(policy); }]));
  useKeys({
    a: desk.approve,
    r: () => { if (desk.can.reject) desk.setChoosing(true); },
    s: desk.skip,
    z: () => void desk.decisions.undo(),
    j: () => { desk.step(1); },
    k: () => { desk.step(-1); },
    n: desk.list.showFresh,
    '?': showHelp,
    ...(desk.choosing ? { ...digits, Escape: () => { desk.setChoosing(false); } } : {}),
  });
}

function useTitle({ queues }: DeskState, site: PersonSite): void {
  const total = queues.data?.reduce((sum, { open }) => sum + open, 0) ?? 0;
  useEffect(() => { document.title = `${total > 0 ? `(${String(total)}) ` : ''}Desk – ${site.name} – Weir`; }, [total, site.name]);
}
