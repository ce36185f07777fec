import classes from './spread.module.css';

interface Props {
  readonly label: string;
  readonly parts: readonly { readonly key: string; readonly count: number; readonly words: string; /** 0 to 1: how strong the colour is. */ readonly weight: number }[];
  /** What a full bar stands for. */
  readonly most: number;
}

/** One bar of parts, from light to strong: how long what waits has waited. */
export function Spread({ label, parts, most }: Props) {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={classes.spread} role="img" aria-label={label}>
      {total > 0 && (
        <div className={classes.bar} style={{ width: `${String(Math.max(1.5, (total / Math.max(1, most)) * 100))}%` }}>
          {parts.filter(({ count }) => count > 0).map(({ key, count, words, weight }) => <div key={key} title={words} style={{ flexGrow: count, background: `color-mix(in srgb, var(--held) ${String(Math.round(weight * 100))}%, var(--sheet))` }} />)}
        </div>
      )}
    </div>
  );
}
