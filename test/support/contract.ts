import { METHODS } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../../src/platform/http/openapi';
import type { TestApp } from './app';

export interface Media {
  readonly schema?: unknown;
}

export interface DocumentedResponse {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: unknown;
}

/** One operation of the OpenAPI document, as a test walks through it. */
export interface Operation {
  readonly method: string;
  /** As the document writes it: `/v1/sites/{site}/comments`. */
  readonly path: string;
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
}

/** The document exactly as `GET /openapi.json` gives it: functions and undefined members are gone. */
export function contractOf({ app }: TestApp): OpenAPIObject {
  return JSON.parse(JSON.stringify(openApiDocument(app))) as OpenAPIObject;
}

export function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>)
      .filter(([method]) => METHODS.includes(method.toUpperCase()))
      .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
}

export const labelOf = ({ method, path }: Operation): string => `${method} ${path}`;
