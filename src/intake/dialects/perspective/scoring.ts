import type { ScoredLabel } from './attributes';

/** In which languages a label is scored. */
export interface Languages {
  /** @param language ISO 639-1 or BCP-47, such as `en` or `pt-BR`. */
  scores(label: ScoredLabel, language: string): boolean;
}

/** A part of the text with a score of its own: UTF-16 units, the end not included. */
export interface ScoredSpan {
  readonly begin: number;
  readonly end: number;
  readonly value: number;
}

export interface LabelScore {
  /** 0 to 1. */
  readonly value: number;
  /** Empty unless spans were asked for. */
  readonly spans: readonly ScoredSpan[];
}

export type Scores = Readonly<Partial<Record<ScoredLabel, LabelScore>>>;
