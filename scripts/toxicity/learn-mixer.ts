/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { INPUTS, MIXED, type Mixer } from '../../src/engine/signals/toxicity/mixer';
import { seeded, shuffle } from './learn';

/** What a text came to by weights that were not learned from it, and what it is: 1 or 0 per mixed label. */
export interface MixedText {
  readonly inputs: Float64Array;
  readonly answers: readonly number[];
}

const UNITS = 32;
const ROUNDS = 30;
const BATCH = 128;
const PACE = 3e-3;
/** Strength of the pull towards 0. */
const DECAY = 1e-3;
const [FIRST, SECOND] = [0.9, 0.999];
const PER_UNIT = INPUTS + 1;
const PER_LABEL = UNITS + 1;
const DIGITS = 7;

/** A hidden layer by Adam (Kingma and Ba, 2015) with steps that fall to 0. Always the same for the same input. */
export function learnMixer(texts: readonly MixedText[]): Mixer {
  const { means, deviations } = spread(texts);
  const rows = texts.map(({ inputs }) => inputs.map((value, i) => (value - means[i]!) / deviations[i]!));
  const random = seeded(20_261_130);
  const [hidden, out] = [new Float64Array(UNITS * PER_UNIT), new Float64Array(MIXED * PER_LABEL)];
  for (let i = 0; i < hidden.length; i++) if (i % PER_UNIT !== INPUTS) hidden[i] = normal(random) / Math.sqrt(INPUTS);
  for (let i = 0; i < out.length; i++) if (i % PER_LABEL !== UNITS) out[i] = normal(random) / Math.sqrt(UNITS);
  const steps = [new Adam(hidden), new Adam(out)] as const;
  const order = Uint32Array.from(texts, (_, i) => i);
  const batches = Math.ceil(texts.length / BATCH);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    for (let batch = 0; batch < batches; batch++) {
      const part = order.subarray(batch * BATCH, (batch + 1) * BATCH);
      const slopes = { hidden: decayed(hidden, PER_UNIT), out: decayed(out, PER_LABEL) };
      for (const text of part) addSlopes({ hidden, out }, slopes, { row: rows[text]!, answers: texts[text]!.answers, share: 1 / part.length });
      const pace = PACE * (1 - round / ROUNDS);
      steps[0].step(slopes.hidden, pace);
      steps[1].step(slopes.out, pace);
    }
  }
  return { hidden: Array.from(unscaled(hidden, means, deviations), short), out: Array.from(out, short) };
}

interface Layers {
  readonly hidden: Float64Array;
  readonly out: Float64Array;
}

const units = new Float64Array(UNITS);
const errors = new Float64Array(MIXED);

/** What one text says about how the layers should move, added to `slopes`. */
function addSlopes({ hidden, out }: Layers, slopes: Layers, { row, answers, share }: { readonly row: Float64Array; readonly answers: readonly number[]; readonly share: number }): void {
  for (let h = 0; h < UNITS; h++) {
    let sum = hidden[h * PER_UNIT + INPUTS]!;
    for (let i = 0; i < INPUTS; i++) sum += row[i]! * hidden[h * PER_UNIT + i]!;
    units[h] = Math.tanh(sum);
  }
  for (let l = 0; l < MIXED; l++) {
    let sum = out[l * PER_LABEL + UNITS]!;
    for (let h = 0; h < UNITS; h++) sum += units[h]! * out[l * PER_LABEL + h]!;
    errors[l] = share * (1 / (1 + Math.exp(-sum)) - answers[l]!);
    slopes.out[l * PER_LABEL + UNITS]! += errors[l]!;
  }
  for (let h = 0; h < UNITS; h++) {
    let back = 0;
    for (let l = 0; l < MIXED; l++) {
      back += errors[l]! * out[l * PER_LABEL + h]!;
      slopes.out[l * PER_LABEL + h]! += errors[l]! * units[h]!;
    }
    back *= 1 - units[h]! * units[h]!;
    for (let i = 0; i < INPUTS; i++) slopes.hidden[h * PER_UNIT + i]! += back * row[i]!;
    slopes.hidden[h * PER_UNIT + INPUTS]! += back;
  }
}

class Adam {
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(private readonly values: Float64Array) {
    this.#first = new Float64Array(values.length);
    this.#second = new Float64Array(values.length);
  }

  step(slopes: Float64Array, pace: number): void {
    this.#steps++;
    const [first, second] = [1 - FIRST ** this.#steps, 1 - SECOND ** this.#steps];
    for (let i = 0; i < slopes.length; i++) {
      this.#first[i] = FIRST * this.#first[i]! + (1 - FIRST) * slopes[i]!;
      this.#second[i] = SECOND * this.#second[i]! + (1 - SECOND) * slopes[i]! * slopes[i]!;
      this.values[i]! -= (pace * (this.#first[i]! / first)) / (Math.sqrt(this.#second[i]! / second) + 1e-8);
    }
  }
}

/** The pull towards 0 of everything but the biases, which stand last of each row. */
function decayed(values: Float64Array, row: number): Float64Array {
  return values.map((value, i) => (i % row === row - 1 ? 0 : DECAY * value));
}

function spread(texts: readonly MixedText[]): { means: Float64Array; deviations: Float64Array } {
  const [means, deviations] = [new Float64Array(INPUTS), new Float64Array(INPUTS)];
  for (const { inputs } of texts) for (let i = 0; i < INPUTS; i++) means[i]! += inputs[i]! / texts.length;
  for (const { inputs } of texts) for (let i = 0; i < INPUTS; i++) deviations[i]! += (inputs[i]! - means[i]!) ** 2 / texts.length;
  return { means, deviations: deviations.map((square) => Math.sqrt(square) + 1e-9) };
}

/** The hidden layer for inputs as the scorer has them, neither centred nor scaled. */
function unscaled(hidden: Float64Array, means: Float64Array, deviations: Float64Array): Float64Array {
  const raw = hidden.slice();
  for (let h = 0; h < UNITS; h++) {
    for (let i = 0; i < INPUTS; i++) {
      const at = h * PER_UNIT + i;
      raw[at]! /= deviations[i]!;
      raw[h * PER_UNIT + INPUTS]! -= raw[at]! * means[i]!;
    }
  }
  return raw;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function short(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
