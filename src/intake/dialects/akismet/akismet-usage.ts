import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { ConnectionCalls } from '../../../access/connections/connection-calls';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import type { Connection } from '../../../store/connection.store';
import { type CallerUsage, ConnectionUsageStore, type Usage } from '../../../store/connection-usage.store';
import { type AkismetFields, textOf } from './akismet-fields';

const ORDERS: Readonly<Record<string, keyof Usage>> = { total: 'calls', spam: 'spam', ham: 'ham', missed_spam: 'missedSpam', false_positives: 'falsePositives' };
const MOST_SITES = 500;
const CSV_COLUMNS = ['Site', 'Total API Calls', 'Spam', 'Ham', 'Missed Spam', 'False Positives', 'Is Revoked'];

/** How often a key was used, as the protocol tells it. Weir limits nobody. */
@Injectable()
export class AkismetUsage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: ConnectionUsageStore,
    private readonly calls: ConnectionCalls,
  ) {}

  /** This month's calls. `percentage` is a text, as clients expect. */
  async limit({ siteId, id }: Connection, fields: AkismetFields): Promise<Record<string, unknown>> {
    await this.calls.written();
    const usage = await this.store.calls(this.work.reads, siteId, id, monthOf(new Date()));
    const extended = textOf(fields, 'extended', 10) === null ? {} : { notice_level: null, upgrade: false };
    return { limit: 'none', usage, percentage: '0.00', throttled: false, ...extended };
  }

  /** The blogs that used the key in a month: JSON, or CSV as a text. */
  async sites({ siteId, id }: Connection, fields: AkismetFields): Promise<Record<string, unknown> | string> {
    await this.calls.written();
    const asked = textOf(fields, 'month', 7) ?? '';
    const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : monthOf(new Date());
    const [limit, offset] = [numberOf(fields, 'limit', MOST_SITES), numberOf(fields, 'offset', 0)];
    const order = ORDERS[textOf(fields, 'order', 20) ?? ''] ?? 'calls';
    const { items, total } = await this.store.list(this.work.reads, siteId, id, { month, filter: textOf(fields, 'filter', 200) ?? '', order, limit: Math.min(limit, MOST_SITES), offset });
    if (textOf(fields, 'format', 10) === 'csv') return `Active sites for the key during ${month}\n${stringify([CSV_COLUMNS, ...items.map(lineOf)], { escape_formulas: true })}`;
    return { [month]: items.map(siteOf), limit: Math.min(limit, MOST_SITES), offset, total };
  }
}

function siteOf({ caller, calls, spam, ham, missedSpam, falsePositives }: CallerUsage): Record<string, unknown> {
  return { site: caller, api_calls: calls, spam, ham, missed_spam: missedSpam, false_positives: falsePositives, is_revoked: false };
}

function lineOf({ caller, calls, spam, ham, missedSpam, falsePositives }: CallerUsage): (string | number)[] {
  return [caller, calls, spam, ham, missedSpam, falsePositives, 'false'];
}

function numberOf(fields: AkismetFields, name: string, fallback: number): number {
  const text = textOf(fields, name, 9);
  return text !== null && /^\d+$/.test(text) ? Number(text) : fallback;
}

function monthOf(now: Date): string {
  return now.toISOString().slice(0, 7);
}
