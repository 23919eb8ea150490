import { readFile } from "node:fs/promises";

/** The subset of JSON Schema 2020-12 that the bundle uses. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  deprecated?: boolean;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  prefixItems?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  [keyword: string]: unknown;
}

export interface Example {
  summary?: string;
  value?: unknown;
}

export interface MediaType {
  schema?: Schema;
  examples?: Record<string, Example>;
}

export interface RawParameter {
  $ref?: string;
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  deprecated?: boolean;
  description?: string;
  style?: string;
  explode?: boolean;
  schema?: Schema;
}

export interface RawResponse {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
}

export interface RawBody {
  $ref?: string;
  required?: boolean;
  description?: string;
  content: Record<string, MediaType>;
}

export interface RawOperation {
  operationId: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  externalDocs?: { url: string };
  tags?: string[];
  parameters?: RawParameter[];
  requestBody?: RawBody;
  responses?: Record<string, RawResponse>;
  security?: Record<string, string[]>[];
  servers?: { url: string }[];
  /** Why sending the request twice has another effect than sending it once. */
  "x-not-repeatable"?: string;
}

export interface PathItem {
  parameters?: RawParameter[];
  servers?: { url: string }[];
  get?: RawOperation;
  put?: RawOperation;
  post?: RawOperation;
  patch?: RawOperation;
  delete?: RawOperation;
  [key: string]: unknown;
}

/** `openapi/dist/openapi.json`, as far as generators look at it. */
export interface Bundle {
  openapi: string;
  info: { title: string; version: string; description?: string };
  servers?: { url: string }[];
  security?: Record<string, string[]>[];
  tags?: { name: string; description?: string; externalDocs?: { url: string } }[];
  paths: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    parameters?: Record<string, RawParameter>;
    responses?: Record<string, RawResponse>;
    requestBodies?: Record<string, RawBody>;
    securitySchemes?: Record<string, unknown>;
  };
}

/** Reads the bundled API description; a missing file says which command makes it. */
export async function readBundle(file: string | URL): Promise<Bundle> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Bundle;
  } catch (cause) {
    throw new Error(`Cannot read the API description at ${String(file)}. Make it with "pnpm generate".`, { cause });
  }
}

/** `#/components/schemas/Organization` → `Organization`. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** Follows local references until something that is not a reference stands there. */
export function resolve<T extends { $ref?: string }>(bundle: Bundle, node: T): T {
  let current = node;
  for (let depth = 0; current.$ref !== undefined; depth++) {
    const found = lookUp(bundle, current.$ref);
    if (found === undefined || depth > 20) throw new Error(`Cannot resolve ${current.$ref} in the bundle.`);
    current = found as T;
  }
  return current;
}

function lookUp(bundle: Bundle, ref: string): unknown {
  let node: unknown = bundle;
  for (const part of ref.replace(/^#\//, "").split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof node !== "object" || node === null) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}
