import { Client as Database } from 'pg';
import { FoldDesk } from '../../src/review/stats/fold-desk';
import type { PersonInWorld } from '../support/world';
import { World } from '../support/world';
import { NOISY_RULE, RulesWorld } from './rules-world';

/** How many hours of a week's past are made from the hour that was lived. */
const HOURS = 24 * 6;

/**
 * A newsroom with something to look at. What happened now was said and decided through the doors; the days before are sums of the
 * same kind, in waves, so that the charts have a shape.
 */
export class InsightsWorld {
  /** When somebody said "A bargain, they said", which is held: an hour may have begun meanwhile. */
  bargainAt = new Date(0);

  private constructor(
    readonly rules: RulesWorld,
    readonly moderator: PersonInWorld,
  ) {}

  static async open(): Promise<InsightsWorld> {
    const rules = await RulesWorld.open();
    const moderator = await new World(rules.service).person(rules.site, 'moderator', 'Ines Maro');
    const world = new InsightsWorld(rules, moderator);
    await world.twoMoreRules();
    for (const body of ['Freebies behind the station', 'One more offer, and then another']) await rules.say(body, null);
    world.bargainAt = new Date();
    await rules.say('A bargain, they said', null);
    await world.count();
    await world.past();
    return world;
  }

  /** One that people always agree with, one that they agree with mostly. */
  private async twoMoreRules(): Promise<void> {
    const rule = { ...NOISY_RULE, group: 'more', examples: { match: [], no_match: [] } };
    await this.rules.publishRule({ ...rule, id: 'lotteries', name: 'Lotteries', when: { body: { words: ['lottery'] } } });
    await this.rules.publishRule({ ...rule, id: 'rumours', name: 'Rumours', when: { body: { words: ['rumour'] } } });
    for (const place of ['Leeds', 'Lima', 'Linz', 'Lyon', 'Lagos', 'Lodz']) await this.rules.say(`You have won the lottery of ${place}`, 'reject');
    for (const [place, decided] of [['mayor', 'reject'], ['baker', 'reject'], ['choir', 'approve']] as const) await this.rules.say(`There is a rumour about the ${place}`, decided);
  }

  async close(): Promise<void> {
    await this.rules.service.close();
  }

  /** What the worker does within a second. */
  async count(): Promise<void> {
    await this.rules.count();
    while ((await this.rules.service.app.get(FoldDesk, { strict: false }).runOnce()) > 0);
  }

  private async past(): Promise<void> {
    const database = new Database({ connectionString: this.rules.service.databaseUrl });
    await database.connect();
    try {
      for (const sql of PAST) await database.query(sql, [this.rules.site.id, HOURS]);
    } finally {
      await database.end();
    }
  }
}

/** More by day than by night, and a quiet third day. */
const WAVE = `(CASE WHEN n / 24 = 2 THEN 0.3 ELSE 1 END) * (1.1 + sin((n % 24) * pi() / 12))`;
const BEFORE = `generate_series(1, $2::integer) n WHERE site_id = $1 ON CONFLICT DO NOTHING`;
const PAST = [
  `INSERT INTO volume_hourly SELECT site_id, hour - n * interval '1 hour', round(published * 3 * ${WAVE}), round(held * ${WAVE} / 2), round(n % 5 * ${WAVE}), n % 3, round(decided * ${WAVE} / 2) FROM volume_hourly, ${BEFORE}`,
  `INSERT INTO desk_hourly SELECT site_id, dimension, hour - n * interval '1 hour', key, round(approved * ${WAVE} / 2), round(rejected * ${WAVE} / 2), 0, 0, n % 2, round(handling_ms * ${WAVE}) FROM desk_hourly, ${BEFORE}`,
  `INSERT INTO desk_time_hourly SELECT site_id, dimension, kind, hour - n * interval '1 hour', key, bucket + 20 + n % 7, count FROM desk_time_hourly, ${BEFORE}`,
];
