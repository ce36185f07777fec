import { useEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

/** One key, one action; ignored while typing, inside dialogs and menus, and together with Ctrl, Alt or Cmd. Enter is of use only where nothing else takes it. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // A dialog or menu keeps its own keys.
      if (document.querySelector('dialog[open], [role="dialog"], [role="menu"]') !== null) return;
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
      const action = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (action === undefined || (event.key === 'Enter' && takesEnter(event.target))) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', pressed);
    return () => { window.removeEventListener('keydown', pressed); };
  }, []);
}

function takesEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary') !== null;
}

/** A box that is ticked takes no letters. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"]') !== null;
}
