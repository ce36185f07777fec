import { type BayesModel } from './bayes';

const HEAD = 24;
const PER_TOKEN = 16;

/** A model as bytes, little-endian: totals, number of tokens, then all hashes, all good and all bad counts. */
export function encodeModel(model: BayesModel): Uint8Array {
  const count = model.tokens.length;
  const bytes = new Uint8Array(HEAD + count * PER_TOKEN);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, model.goodTotal, true);
  view.setFloat64(8, model.badTotal, true);
  view.setUint32(16, count, true);
  model.tokens.forEach((token, i) => { view.setFloat64(HEAD + i * 8, token, true); });
  model.good.forEach((good, i) => { view.setFloat32(HEAD + count * 8 + i * 4, good, true); });
  model.bad.forEach((bad, i) => { view.setFloat32(HEAD + count * 12 + i * 4, bad, true); });
  return bytes;
}

/** The model that {@link encodeModel} was given; throws for bytes that are none. */
export function decodeModel(bytes: Uint8Array): BayesModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength < HEAD ? -1 : view.getUint32(16, true);
  if (bytes.byteLength !== HEAD + count * PER_TOKEN) throw new Error('These bytes are no model');
  const [tokens, good, bad] = [new Float64Array(count), new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    tokens[i] = view.getFloat64(HEAD + i * 8, true);
    good[i] = view.getFloat32(HEAD + count * 8 + i * 4, true);
    bad[i] = view.getFloat32(HEAD + count * 12 + i * 4, true);
  }
  return { tokens, good, bad, goodTotal: view.getFloat64(0, true), badTotal: view.getFloat64(8, true) };
}
