import type { AnalyzeRequest, Plan } from './analyze-request';
import type { LabelScore } from '../score-text';
import type { ScoredLabel } from '../scored-labels';

/**
 * The body of the answer, as text: built by hand because the answer is small, always the same and on the hot path. Only numbers
 * and JSON-escaped texts get in.
 */
export function analyzeResponse({ text, clientToken }: Pick<AnalyzeRequest, 'text' | 'clientToken'>, { attributes, languages, detected }: Plan, scores: Readonly<Partial<Record<ScoredLabel, LabelScore>>>): string {
  let entries = '';
  for (const { name, label, threshold } of attributes) {
    const score = scores[label];
    if (!score) throw new Error(`Nothing was scored for ${label}`);
    if (threshold !== undefined && score.value < threshold) continue;
    if (entries !== '') entries += ',';
    entries += `${JSON.stringify(name)}:{"spanScores":[${spanScores(score, text.length)}],"summaryScore":${scoreJson(score.value)}}`;
  }
  const detectedJson = detected.length === 0 ? '' : `,"detectedLanguages":${JSON.stringify(detected)}`;
  const token = clientToken === undefined ? '' : `,"clientToken":${JSON.stringify(clientToken)}`;
  return `{"attributeScores":{${entries}},"languages":${JSON.stringify(languages)}${detectedJson}${token}}`;
}

/** Without spans of its own a score is about the whole text, and Google says so in one span. */
function spanScores({ value, spans }: LabelScore, length: number): string {
  if (spans.length === 0) return spanJson(0, length, value);
  return spans.map((span) => spanJson(span.begin, span.end, span.value)).join(',');
}

function spanJson(begin: number, end: number, value: number): string {
  return `{"begin":${String(begin)},"end":${String(end)},"score":${scoreJson(value)}}`;
}

function scoreJson(value: number): string {
  return `{"value":${String(rounded(value))},"type":"PROBABILITY"}`;
}

/** As many digits as Google's single-precision numbers had. */
function rounded(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
