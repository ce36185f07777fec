/** Stands in every evaluation: a replay is exact only on the version that judged. Raise it when equal input may give another verdict. */
export const ENGINE_VERSION = '3';
