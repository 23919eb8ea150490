import type { Bundle, Example, PathItem, RawOperation, RawParameter, Schema } from "./bundle.ts";
import { resolve } from "./bundle.ts";

export const methods = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof methods)[number];

export interface Parameter extends RawParameter {
  required: boolean;
  schema: Schema;
}

export interface Body {
  required: boolean;
  contentType: string;
  schema: Schema;
  examples: Record<string, Example>;
}

export interface Answer {
  status: number;
  description: string;
  headers: string[];
  /** Absent when the answer has no body. */
  schema?: Schema;
  contentType?: string;
  examples: Record<string, Example>;
}

/** One operation with every top-level reference followed and every default filled in. Schemas keep their references. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description: string;
  docsUrl: string | undefined;
  deprecated: boolean;
  parameters: Parameter[];
  body: Body | undefined;
  /** Ascending by status. */
  answers: Answer[];
  security: Record<string, string[]>[];
  /** False when sending the same request twice has another effect than sending it once (`x-not-repeatable`). */
  isRepeatable: boolean;
  /** Only when the operation lives on another host than the rest of the API. */
  server: string | undefined;
}

/** Every operation under `paths`, alphabetised by operationId. */
export function operationsOf(bundle: Bundle): Operation[] {
  const found: Operation[] = [];
  for (const [path, item] of Object.entries(bundle.paths)) {
    for (const method of methods) {
      const raw = item[method];
      if (raw !== undefined) found.push(readOperation(bundle, path, method, item, raw));
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readOperation(bundle: Bundle, path: string, method: Method, item: PathItem, raw: RawOperation): Operation {
  return {
    id: raw.operationId,
    method,
    path,
    tag: raw.tags?.[0] ?? "default",
    summary: raw.summary ?? "",
    description: raw.description ?? "",
    docsUrl: raw.externalDocs?.url,
    deprecated: raw.deprecated ?? false,
    parameters: readParameters(bundle, item, raw),
    body: readBody(bundle, raw),
    answers: readAnswers(bundle, raw),
    security: raw.security ?? bundle.security ?? [],
    isRepeatable: raw["x-not-repeatable"] === undefined,
    server: raw.servers?.[0]?.url ?? item.servers?.[0]?.url,
  };
}

function readParameters(bundle: Bundle, item: PathItem, raw: RawOperation): Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const each of [...(item.parameters ?? []), ...(raw.parameters ?? [])]) {
    const parameter = resolve(bundle, each);
    const required = parameter.required ?? false;
    byKey.set(`${parameter.in} ${parameter.name}`, { ...parameter, required, schema: parameter.schema ?? {} });
  }
  return [...byKey.values()];
}

function readBody(bundle: Bundle, raw: RawOperation): Body | undefined {
  if (raw.requestBody === undefined) return undefined;
  const body = resolve(bundle, raw.requestBody);
  // JSON wins where the API takes both: it is what the reference documents.
  const contentType = "application/json" in body.content ? "application/json" : Object.keys(body.content)[0];
  if (contentType === undefined) return undefined;
  const media = body.content[contentType];
  return {
    required: body.required ?? false,
    contentType,
    schema: media?.schema ?? {},
    examples: media?.examples ?? {},
  };
}

function readAnswers(bundle: Bundle, raw: RawOperation): Answer[] {
  const answers = Object.entries(raw.responses ?? {}).map(([status, each]): Answer => {
    const response = resolve(bundle, each);
    const [contentType, media] = Object.entries(response.content ?? {})[0] ?? [];
    return {
      status: Number(status),
      description: response.description ?? "",
      headers: Object.keys(response.headers ?? {}),
      ...(media?.schema === undefined ? {} : { schema: media.schema }),
      ...(contentType === undefined ? {} : { contentType }),
      examples: media?.examples ?? {},
    };
  });
  return answers.sort((a, b) => a.status - b.status);
}
