import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import classes from './menu.module.css';

interface MenuProps {
  readonly label: ReactNode;
  /** What the button is called where its label does not say it. */
  readonly name?: string;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
}

/** A button and its menu: arrows walk, Escape and a click elsewhere close, a choice closes. */
export function Menu({ label, name, side = 'left', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    itemsOf(root.current)[0]?.focus();
    const elsewhere = (event: PointerEvent): void => { if (event.target instanceof Node && root.current?.contains(event.target) === false) setOpen(false); };
    window.addEventListener('pointerdown', elsewhere);
    return () => { window.removeEventListener('pointerdown', elsewhere); };
  }, [isOpen]);
  const walk = (event: KeyboardEvent): void => {
    const items = itemsOf(root.current);
    const at = items.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (to !== undefined) items.at(to % items.length)?.focus();
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
  };
  return (
    <div className={classes.menu} ref={root}>
      <button type="button" className={classes.button} aria-haspopup="menu" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} aria-label={name} onClick={() => { setOpen(!isOpen); }}>{label} <span aria-hidden>▾</span></button>
      {isOpen && <div id={id} role="menu" tabIndex={-1} className={side === 'left' ? classes.list : `${classes.list} ${classes.right}`} onKeyDown={walk} onClick={(event) => { if (event.target instanceof Element && event.target.closest('[role^="menuitem"]') !== null) close(); }}>{children}</div>}
    </div>
  );
}

function itemsOf(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={classes.group}>
      <div aria-hidden className={classes.label}>{label}</div>
      {children}
    </div>
  );
}

interface ItemProps {
  readonly label: string;
  readonly onChoose: () => void;
  readonly lang?: string;
  /** One of several, and this the chosen one. */
  readonly chosen?: boolean;
}

export function MenuItem({ label, onChoose, lang, chosen }: ItemProps) {
  return (
    <button type="button" role={chosen === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={chosen} lang={lang} tabIndex={-1} className={classes.item} onClick={onChoose}>
      <span>{label}</span>
      {chosen === true && <span aria-hidden>✓</span>}
    </button>
  );
}
