import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeToxicityModel, type ToxicityModel } from '../../../engine/signals/toxicity/model';

const NAME = 'linear-model.bin';
/** Where the trainer writes the weights, below the package. The build lays a copy beside the compiled code. */
export const DEFAULT_MODEL_FILE = join('src', 'evaluate', 'signals', 'toxicity', NAME);

let loaded: ToxicityModel | undefined;

/** The model that this release ships, read on first use (some 1 MB, a few milliseconds) and shared by all sites of the process. */
export function shippedToxicityModel(): ToxicityModel {
  loaded ??= decodeToxicityModel(readFileSync(join(__dirname, NAME)));
  return loaded;
}
