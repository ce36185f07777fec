import { type ConnectionSettings, type Dialect, SETTINGS_OF } from '../../domain/dialects';
import { type FieldProblem, problem } from '../../domain/errors';
import { isPlainText } from '../../platform/http/validators';
import type { ConnectionSettingsDto } from './connection.dto';

const MOST_ATTRIBUTES = 50;
const LONGEST_NAME = 100;

/** The settings after a change; 422 for one that the dialect has no use for, and for what class-validator cannot see. */
export function settingsOf(dialect: Dialect, before: ConnectionSettings, given: ConnectionSettingsDto = {}): ConnectionSettings {
  const errors: FieldProblem[] = Object.entries(given)
    .filter(([name, value]) => value !== undefined && !(SETTINGS_OF[dialect] as readonly string[]).includes(name))
    .map(([name]) => ({ pointer: `/settings/${name}`, detail: `A connection of ${dialect} has no such setting.` }));
  const attributes = Object.entries(given.attributes ?? {});
  if (attributes.length > MOST_ATTRIBUTES || !attributes.flat().every(isName)) errors.push({ pointer: '/settings/attributes', detail: `Must be at most ${String(MOST_ATTRIBUTES)} names with texts of 1 to ${String(LONGEST_NAME)} characters.` });
  if (errors.length > 0) throw problem('invalid', { errors });
  return { callbackHosts: given.callbackHosts ?? before.callbackHosts, heldAs: given.heldAs ?? before.heldAs, attributes: given.attributes ?? before.attributes };
}

function isName(text: unknown): boolean {
  return isPlainText(text) && text.length > 0 && text.length <= LONGEST_NAME;
}
