import { useEffect, useState } from 'react';
import type { FaceProps } from '../../faces';
import { Message } from '../../shell/message';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../words/words';
import { ActionBar, StatusLine, Trouble } from './action-bar';
import { AskLine } from './ask-line';
import { AuthorPanel } from './author-panel';
import { Browse } from './browse';
import { BulkBar } from './bulk-bar';
import { BulkSheet } from './bulk-sheet';
import classes from './desk.module.css';
import { DeskPage, NoRows } from './desk-page';
import { FilterBar } from './filter-bar';
import { HelpSheet, SettingsSheet } from './help-sheet';
import { keyLabel } from './keys';
import { MessageForm } from './message-form';
import { Fresh, NextUp } from './next-up';
import { QueueColumn, Surging } from './queue-column';
import { useSettings } from './settings';
import { useActions } from './use-actions';
import { useCommands } from './use-commands';
import { useDesk } from './use-desk';
import { useDeskKeys } from './use-desk-keys';
import { usePause } from './use-pause';
import { useSelection } from './use-selection';

/** Where moderators work: one comment at a time, or a list of many; the same keys in both. */
export function Desk({ site, path }: FaceProps) {
  const desk = useDesk(site, path);
  const actions = useActions(desk);
  const settings = useSettings(site);
  const selection = useSelection(desk.line.items);
  const ui = useCommands(desk, actions, selection);
  const { pause, set: setPause } = usePause(desk.item, settings.breakAfter);
  const { t, line, item, scope, queues, mayDecide, deeds } = desk;
  const policies = (desk.policies ?? []).filter((policy) => !('isActive' in policy) || policy.isActive);
  const otherQueues = (queues.data ?? []).filter(({ id }) => id !== item?.queueId);
  const [page, setPage] = useState(0);
  useEffect(() => { setPage(0); }, [actions.ask, desk.currentId]);
  const choices = actions.ask === 'move' ? otherQueues.length : policies.length;
  const turn = (to: number): void => { setPage(to % Math.max(1, Math.ceil(choices / 9))); };
  useDeskKeys(desk, actions, { keys: settings.keys, run: ui.run, escape: ui.escape, enter: ui.enter, policies, queues: otherQueues, page, onPage: turn });
  useTitle(desk.queues.data, site);

  if (pause === 'resting') return <Message title={t('pause.resting')} text={t('pause.restingText')} action={{ label: t('pause.back'), run: () => { setPause('none'); } }} />;
  const mayBulk = site.permissions.includes('review.bulk');
  const { offer } = actions;
  const rejectMore = offer === null || !mayBulk || deeds.notice === null ? null : {
    text: t('notice.authorOpen', { count: offer.count }),
    label: t('author.rejectAll', { count: offer.count }),
    run: () => {
      ui.rejectAllOf(offer.author);
      actions.dropOffer();
    },
  };
  return (
    <div className={classes.desk} data-focus={ui.isFocused ? '' : undefined} data-grey={settings.grey ? '' : undefined} data-list={scope.isList ? '' : undefined}>
      {!ui.isFocused && (
        <div className={classes.side} data-alone={scope.isList || line.items.length === 0 ? '' : undefined}>
          <QueueColumn t={t} site={site.slug} queues={queues.data} current={scope.queueId} view={scope.filter['view'] ?? null} article={scope.filter['article'] ?? null} sections={site.sections} isMine={scope.filter['sections'] === 'mine'} />
          <Surging t={t} site={site.slug} article={scope.filter['article'] ?? null} />
          {!scope.isList && line.items.length > 0 && <NextUp t={t} line={line} currentId={desk.currentId} onOpen={desk.open} />}
        </div>
      )}
      <div className={classes.work}>
        <div className={classes.tabs}>
          <button type="button" aria-pressed={!scope.isList} onClick={() => { scope.setList(false); }}>{t('oneByOne')}</button>
          <button type="button" aria-pressed={scope.isList} aria-keyshortcuts={keyLabel(settings.keys, 'list')} onClick={() => { scope.setList(true); }}>{t('list')} <kbd aria-hidden>{keyLabel(settings.keys, 'list')}</kbd></button>
          <span className={classes.space}><Fresh t={t} line={line} /></span>
          <button type="button" aria-keyshortcuts={keyLabel(settings.keys, 'previous')} aria-label={t('bar.previous')} onClick={() => { ui.run('previous'); }}><span aria-hidden>‹</span> <kbd aria-hidden>{keyLabel(settings.keys, 'previous')}</kbd></button>
          <button type="button" aria-keyshortcuts={keyLabel(settings.keys, 'next')} aria-label={t('bar.next')} onClick={() => { ui.run('next'); }}><span aria-hidden>›</span> <kbd aria-hidden>{keyLabel(settings.keys, 'next')}</kbd></button>
          <button type="button" aria-keyshortcuts="/" onClick={() => { ui.run('search'); }}>{t('help.search')} <kbd aria-hidden>/</kbd></button>
          <button type="button" aria-keyshortcuts="," onClick={() => { ui.run('settings'); }}>{t('bar.settings')} <kbd aria-hidden>,</kbd></button>
          <button type="button" aria-keyshortcuts="?" aria-label={t('bar.keys')} onClick={() => { ui.run('help'); }}><kbd aria-hidden>?</kbd></button>
        </div>
        {pause === 'offered' && (
          <div className={classes.pause} role="status">
            <p><b>{t('pause.title')}</b> {t('pause.text', { count: settings.breakAfter })}</p>
            <button type="button" onClick={() => { setPause('resting'); }}>{t('pause.now')}</button>
            <button type="button" onClick={() => { setPause('none'); }}>{t('pause.later')}</button>
          </div>
        )}
        {scope.isList ? (
          <div className={classes.many}>
            <h1 className={classes.hidden}>{t('browse.label')}</h1>
            <FilterBar t={t} site={site} scope={scope} searchAsked={ui.searchAsked} />
            {line.items.length === 0 ? <NoRows desk={desk} /> : <Browse t={t} line={line} currentId={desk.currentId} selection={selection} mayAct={mayDecide && mayBulk} onFocus={desk.open} onOpen={ui.openItem} />}
            {mayDecide && mayBulk && <BulkBar t={t} keys={settings.keys} selection={selection} mayMeanAll={scope.filter['state'] !== 'resolved'} onAct={ui.actOnMany} />}
          </div>
        ) : (
          <div className={classes.one}>
            <div className={classes.page} key={item?.id ?? 'none'} tabIndex={-1}><DeskPage desk={desk} actions={actions} blur={settings.blur} feedbackKey={keyLabel(settings.keys, 'feedback')} onAuthor={() => { ui.run('author'); }} onCopies={mayBulk ? ui.actOnCopies : null} /></div>
            {ui.isAuthorOpen && item !== undefined && <AuthorPanel key={item.comment.author.id ?? item.id} t={t} site={site.slug} item={item} mayDecide={mayDecide} isBanAsked={ui.isBanAsked} reasonTitle={desk.reasonTitle} onClose={() => { ui.run('author'); }} onRejectAll={mayBulk && mayDecide ? ui.rejectAllOf : null} />}
          </div>
        )}
        <div className={classes.foot}>
          <Trouble t={t} text={deeds.trouble} onDismiss={() => { deeds.complain(null); }} />
          {!scope.isList && item !== undefined && mayDecide && (
            <ActionBar t={t} keys={settings.keys} can={actions.can} choosing={actions.ask === 'reject'} run={ui.run}>
              {actions.ask === 'message' ? <MessageForm key={item.id} t={t} site={site.slug} item={item} policies={policies} actions={actions} /> : <AskLine t={t} actions={actions} policies={policies} queues={otherQueues} page={page} onPage={turn} />}
            </ActionBar>
          )}
          <StatusLine t={t} undoKey={keyLabel(settings.keys, 'undo')} notice={deeds.notice} unsent={deeds.unsent} offer={rejectMore} onUndo={() => void deeds.undo()} />
        </div>
      </div>
      {ui.sheet === 'help' && <HelpSheet t={t} keys={settings.keys} onClose={ui.closeSheet} />}
      {ui.sheet === 'settings' && <SettingsSheet t={t} site={site} onClose={ui.closeSheet} />}
      {ui.plan !== null && <BulkSheet t={t} site={site.slug} plan={ui.plan} policies={policies} items={line.items} onStarted={selection.clear} onClose={ui.closePlan} />}
    </div>
  );
}

function useTitle(queues: readonly { readonly open: number }[] | undefined, site: FaceProps['site']): void {
  const t = useWords('desk');
  const total = queues?.reduce((sum, { open }) => sum + open, 0) ?? 0;
  usePageTitle(`${total > 0 ? `(${String(total)}) ` : ''}${t('tab')}`, site);
}
