import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { DocumentedResponse } from '../contract';

/** The parts of an OpenAPI 3.0 schema that the document of this service uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly example?: unknown;
}

/** Schemas whose answers may carry members that the document does not name: RFC 9457 calls them extensions. */
const OPEN = new Set(['ProblemView']);

/** Checks answers against the schemas of the document; a member that the document does not know is a mistake too. */
export class AnswerSchemas {
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  private readonly compiled = new Map<unknown, ValidateFunction>();

  constructor(document: OpenAPIObject) {
    const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
    this.ajv.addSchema({ $id: 'openapi', components: { schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema, OPEN.has(name))])) } });
  }

  /** What is wrong with the body of an answer; empty when it is as documented. */
  problems(response: DocumentedResponse, contentType: string, body: unknown): string[] {
    const schema = response.content?.[contentType]?.schema;
    if (schema === undefined) return [`${contentType} is not documented`];
    const validate = this.compiled.get(schema) ?? this.ajv.compile(toJsonSchema(schema as Schema, false));
    this.compiled.set(schema, validate);
    return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`);
  }
}

/** OpenAPI 3.0 says `nullable` where JSON Schema names the type null. */
function toJsonSchema({ nullable, $ref, ...schema }: Schema, isOpen: boolean): object {
  const plain = $ref === undefined ? inner(schema, isOpen) : { $ref: $ref.replace('#/', 'openapi#/') };
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

function inner({ properties, items, allOf, oneOf, ...rest }: Schema, isOpen: boolean): object {
  const each = (schemas: readonly Schema[]): object[] => schemas.map((schema) => toJsonSchema(schema, isOpen));
  return {
    ...rest,
    ...(items === undefined ? {} : { items: toJsonSchema(items, isOpen) }),
    ...(allOf === undefined ? {} : { allOf: each(allOf) }),
    ...(oneOf === undefined ? {} : { oneOf: each(oneOf) }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, toJsonSchema(schema, isOpen)])), additionalProperties: isOpen }),
  };
}
