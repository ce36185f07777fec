import { setTimeout as delay } from 'node:timers/promises';
import { type components, got } from '../client.js';
import { type Command, text, UsageError } from './run.js';

type Backtest = components['schemas']['BacktestView'];

const EVERY_MS = 500;

export async function backtest({ weir, flags, out, err }: Command): Promise<number> {
  const [from, to, limit, against = 'draft'] = [text(flags, 'from'), text(flags, 'to'), text(flags, 'limit'), text(flags, 'against')];
  if (against !== 'draft' && !/^[1-9]\d*$/.test(against)) throw new UsageError('--against takes draft or the number of a version.');
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) throw new UsageError('--limit takes a number.');
  const body = { against: against === 'draft' ? ('draft' as const) : Number(against), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(limit === undefined ? {} : { limit: Number(limit) }) };
  const { id } = got(await weir.api.POST('/v1/sites/{site}/rule-set/backtests', { params: { path: { site: weir.site } }, body: body as components['schemas']['StartBacktestDto'] }));
  for (;;) {
    const run = got(await weir.api.GET('/v1/sites/{site}/rule-set/backtests/{id}', { params: { path: { site: weir.site, id } } }));
    if (run.status === 'waiting' || run.status === 'running') {
      if (flags.json !== true && run.progress.total !== null) err(`${String(run.progress.judged)} of ${String(run.progress.total)}\n`);
      await delay(EVERY_MS);
      continue;
    }
    out(flags.json === true ? `${JSON.stringify(run)}\n` : summary(run));
    return run.status === 'done' ? 0 : 1;
  }
}

function summary({ status, failure, result }: Backtest): string {
  const head = `${status}${failure === null ? '' : `: ${failure}`}\n`;
  if (!result) return head;
  const { comments, newlyCaught, noLongerCaught, changed, unchanged } = result;
  return `${head}${String(comments)} comments: ${String(newlyCaught)} newly caught, ${String(noLongerCaught)} no longer caught, ${String(changed)} treated otherwise, ${String(unchanged)} as before\n`;
}
