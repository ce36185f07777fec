import type { Label, Urgency, Verdict } from '../verdict';
import { type Fired } from './judge-rules';
import { type Primary } from './primary-reason';
import { mostUrgent } from './strictness';

type Effects = Pick<Verdict, 'queue' | 'urgency' | 'tags' | 'labels' | 'notify' | 'closeArticle' | 'authorMessage'>;

/** All contributing rules together (rules.md E6.7): sets are united, the queue and the author's message are the primary rule's. */
export function mergedEffects(contributing: readonly Fired[], primary: Primary): Effects {
  const [only, ...others] = contributing;
  if (only !== undefined && others.length === 0) return effectsOf(only, primary);
  const effects = contributing.map(({ rule }) => rule.effect);
  return {
    queue: queueOf(primary),
    urgency: mostUrgent(contributing.flatMap(urgencyOf)),
    tags: union(effects.flatMap((effect) => effect.tags)),
    labels: unionOfLabels(effects.flatMap((effect) => effect.labels)),
    notify: union(effects.flatMap((effect) => effect.notify)),
    closeArticle: effects.some((effect) => effect.closeArticle),
    authorMessage: primary.from?.effect.authorMessage ?? null,
  };
}

/** What {@link mergedEffects} comes to for the one rule that most comments with a hit have. */
function effectsOf({ rule: { effect } }: Fired, primary: Primary): Effects {
  const { tags, labels, notify, closeArticle } = effect;
  return { queue: queueOf(primary), urgency: effect.urgency ?? 'normal', tags: union(tags), labels: unionOfLabels(labels), notify: union(notify), closeArticle, authorMessage: primary.from?.effect.authorMessage ?? null };
}

function queueOf({ rule, from }: Primary): string | null {
  return rule === 'rule_error' ? 'system' : (from?.effect.queue ?? null);
}

/** A rule that acts is of normal urgency unless it says otherwise; one that only scores has no say. */
function urgencyOf({ rule: { effect } }: Fired): Urgency[] {
  if (effect.urgency) return [effect.urgency];
  return effect.action === 'none' || effect.action === 'allow' ? [] : ['normal'];
}

function union(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  return [...new Set(names)].sort();
}

/** The same label twice keeps the longer life. */
function unionOfLabels(labels: readonly Label[]): readonly Label[] {
  if (labels.length < 2) return labels;
  const byName = new Map<string, Label>();
  for (const label of labels) {
    const name = `${label.entity} ${label.add}`;
    const before = byName.get(name);
    if (!before || lifeOf(label) > lifeOf(before)) byName.set(name, label);
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, label]) => label);
}

function lifeOf(label: Label): number {
  return label.ttlSeconds ?? Infinity;
}
