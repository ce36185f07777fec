import { CloseButton, Modal } from '@mantine/core';
import classes from './help-sheet.module.css';

const KEYS = [
  ['A', 'Approve'],
  ['R', 'Reject: then 1–9 for the reason, Esc to think again'],
  ['S', 'Skip: it stays for others, and comes back to you in an hour'],
  ['Z', 'Undo the last decision, for ten seconds'],
  ['J', 'Next'],
  ['K', 'Previous'],
  ['N', 'Show new arrivals'],
  ['?', 'This list'],
] as const;

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function HelpSheet(props: Props) {
  return <KeySheet keys={KEYS} {...props} />;
}

/** Every key of a face with what it does. */
export function KeySheet({ keys, opened, onClose }: Props & { keys: readonly (readonly [key: string, what: string])[] }) {
  return (
    <Modal.Root opened={opened} onClose={onClose} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Keys">
        <Modal.Body p="lg">
          <div className={classes.head}>
            <h2>Keys</h2>
            <CloseButton aria-label="Close" onClick={onClose} />
          </div>
          <dl className={classes.keys}>
            {keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}
          </dl>
          <p className={classes.note}>Keys are ignored while you type.</p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
