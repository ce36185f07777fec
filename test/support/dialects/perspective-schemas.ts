import Ajv, { type ValidateFunction } from 'ajv';

// Google's schema of its answers (the public description of commentanalyzer v1alpha1), transcribed; closed, so that a member that Google never sent shows.

const score = {
  type: 'object',
  required: ['value', 'type'],
  additionalProperties: false,
  properties: { value: { type: 'number', minimum: 0, maximum: 1 }, type: { const: 'PROBABILITY' } },
};
const span = {
  type: 'object',
  required: ['begin', 'end', 'score'],
  additionalProperties: false,
  properties: { begin: { type: 'integer', minimum: 0 }, end: { type: 'integer', minimum: 0 }, score },
};
const languages = { type: 'array', items: { type: 'string' } };
const error = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'status'],
      additionalProperties: false,
      properties: {
        code: { type: 'integer', minimum: 400, maximum: 599 },
        message: { type: 'string', minLength: 1 },
        status: { enum: ['INVALID_ARGUMENT', 'PERMISSION_DENIED', 'NOT_FOUND', 'RESOURCE_EXHAUSTED', 'INTERNAL', 'UNAVAILABLE'] },
        details: { type: 'array', minItems: 1, items: { type: 'object', required: ['@type'], properties: { '@type': { type: 'string', pattern: '^type\\.googleapis\\.com/google\\.' } } } },
      },
    },
  },
};

const ajv = new Ajv({ allErrors: true });

export const isAnalyzeAnswer: ValidateFunction = ajv.compile({
  type: 'object',
  required: ['attributeScores', 'languages'],
  additionalProperties: false,
  properties: {
    attributeScores: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['summaryScore', 'spanScores'], additionalProperties: false, properties: { summaryScore: score, spanScores: { type: 'array', minItems: 1, items: span } } },
    },
    languages,
    detectedLanguages: languages,
    clientToken: { type: 'string' },
  },
});

export const isSuggestAnswer: ValidateFunction = ajv.compile({ type: 'object', additionalProperties: false, properties: { clientToken: { type: 'string' }, detectedLanguages: languages, requestedLanguages: languages } });

export const isErrorAnswer: ValidateFunction = ajv.compile(error);
