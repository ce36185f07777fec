import { invalidJson, invalidParam } from './openai-error';

/** At most so many texts in one request. */
export const MOST_INPUTS = 100;
/** UTF-16 units of one text. */
export const LONGEST_INPUT = 20_000;
/** Of anything that is only looked at to be ignored. */
const LONGEST_MODEL = 200;

/** What is to be moderated: one result for each. */
export interface ModerationRequest {
  readonly texts: readonly string[];
}

/** @throws OpenAiError as OpenAI would answer. */
export function readModerationRequest(json: unknown): ModerationRequest {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw invalidJson();
  const { input, model } = json as { readonly input?: unknown; readonly model?: unknown };
  // Any model is taken for ours: the answer says which one it was.
  if (model !== undefined && model !== null && (typeof model !== 'string' || model.length > LONGEST_MODEL)) throw invalidParam('model', "Invalid type for 'model': expected a string.", 'invalid_type');
  if (input === undefined || input === null) throw invalidParam('input', "Missing required parameter: 'input'.", 'missing_required_parameter');
  if (typeof input === 'string') return { texts: [checked(input)] };
  if (!Array.isArray(input)) throw invalidParam('input', "Invalid type for 'input': expected a string, an array of strings, or an array of text and image parts.", 'invalid_type');
  const parts: readonly unknown[] = input;
  if (parts.length === 0) throw invalidParam('input', "Invalid 'input': expected at least one text.", 'empty_array');
  if (parts.length > MOST_INPUTS) throw invalidParam('input', `Invalid 'input': expected at most ${String(MOST_INPUTS)} texts, got ${String(parts.length)}.`, 'array_above_max_length');
  if (parts.every((part) => typeof part === 'string')) return { texts: parts.map(checked) };
  return { texts: [multimodal(parts)] };
}

/** Parts of one thing: a single result. Images are not looked at, which the applied input types of the result say. */
function multimodal(parts: readonly unknown[]): string {
  const texts = parts.flatMap((part, index) => {
    const at = `input[${String(index)}]`;
    if (typeof part !== 'object' || part === null) throw invalidParam(at, `Invalid type for '${at}': expected a part with a type.`, 'invalid_type');
    const { type, text } = part as { readonly type?: unknown; readonly text?: unknown };
    if (type === 'image_url') return [];
    if (type !== 'text') throw invalidParam(`${at}.type`, `Invalid value for '${at}.type': expected 'text' or 'image_url'.`, 'invalid_value');
    if (typeof text !== 'string') throw invalidParam(`${at}.text`, `Invalid type for '${at}.text': expected a string.`, 'invalid_type');
    return [text];
  });
  // An image alone would be waved through unseen.
  if (texts.length === 0) throw invalidParam('input', 'Images are not looked at here: send text.', 'unsupported_input');
  return checked(texts.join('\n'));
}

function checked(text: string): string {
  if (text.length > LONGEST_INPUT) throw invalidParam('input', `Invalid 'input': a text may have at most ${String(LONGEST_INPUT)} characters.`, 'string_above_max_length');
  return text;
}
