import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '../engine/version';
import { dictionaryVersion } from './dictionary';

/** What stands in every evaluation: the engine's version and, behind it, which dictionary it knew. A replay is exact on the same one only. */
export const JUDGING_VERSION = `${ENGINE_VERSION}-${createHash('sha256').update(dictionaryVersion()).digest('hex').slice(0, 8)}`;
