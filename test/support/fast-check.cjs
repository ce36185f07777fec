/**
 * What `fast-check` is in a test. Where changes are judged, every run draws the same values, so that a failure belongs to the
 * change; elsewhere each run draws others, and finds what no run has found before. PROPERTY_SEED draws a run's values again.
 */
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const { CI, PROPERTY_SEED } = process.env;
const seed = PROPERTY_SEED ?? (CI === 'true' ? '20260222' : undefined);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

module.exports = fc;
