import { useEffect, useState } from 'react';

/** What a colour means, everywhere in the console: amber held, green published, red rejected, blue information; grey is all the rest. */
export const TONES = ['held', 'published', 'rejected', 'info', 'soft'] as const;
export type Tone = (typeof TONES)[number];

const VARIABLES: Readonly<Record<Tone | 'line' | 'sheet', string>> = { held: '--held', published: '--published', rejected: '--rejected', info: '--accent', soft: '--soft', line: '--line', sheet: '--sheet' };
export type Colours = Readonly<Record<keyof typeof VARIABLES, string>>;

/** The colour for style sheets, which follow light and dark by themselves. */
export function colourOf(tone: Tone): string {
  return `var(${VARIABLES[tone]})`;
}

/** The colours as a canvas needs them: worked out, and again whenever the page turns light or dark. */
export function useColours(): Colours {
  const [colours, setColours] = useState(read);
  useEffect(() => {
    const again = (): void => { setColours(read()); };
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const chosen = new MutationObserver(again);
    system.addEventListener('change', again);
    chosen.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      system.removeEventListener('change', again);
      chosen.disconnect();
    };
  }, []);
  return colours;
}

function read(): Colours {
  // A variable is handed out as it was written, light-dark() and all; the colour of an element is a colour.
  const probe = document.body.appendChild(document.createElement('i'));
  probe.hidden = true;
  const entries = Object.entries(VARIABLES).map(([name, variable]) => {
    probe.style.color = `var(${variable})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as Record<keyof typeof VARIABLES, string>;
}

/** The same colour, let through so much (0 to 1). */
export function faint(colour: string, share: number): string {
  return colour.replace(/^rgb\((.+)\)$/, `rgba($1, ${String(share)})`);
}
