import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import classes from './account.module.css';

/** Modules of white that a camera needs around the code. */
const QUIET = 4;

/** A text as a code for the camera of a phone: black on white in the dark, too. */
export default function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const size = code.size + 2 * QUIET;
  return (
    <svg className={classes.qr} role="img" aria-label={label} viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`} shapeRendering="crispEdges">
      <path d={toSvgPath(code)} />
    </svg>
  );
}
