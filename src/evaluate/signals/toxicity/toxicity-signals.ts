import { signalOf, type ToxicityLabel, TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';

/** The signals that rules may ask for: `signal.toxicity`, `signal.severe_toxicity`, `signal.profanity`, `signal.threat`, `signal.insult`, `signal.identity_attack`, `signal.spam`. */
export const TOXICITY_SIGNALS: readonly { readonly name: string; readonly label: ToxicityLabel }[] = TOXICITY_LABELS.map((label) => ({ name: signalOf(label), label }));
