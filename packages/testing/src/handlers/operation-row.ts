/** How a query parameter is read from its text. */
export type QueryKind = "string" | "number" | "boolean" | "array" | "object";

/** What the router and the validation know about an operation; generated from the spec. */
export interface OperationRow {
  readonly id: string;
  readonly method: string;
  /** Template with parameters in braces. */
  readonly path: string;
  /** The resource it belongs to. */
  readonly tag: string;
  readonly auth: "apiKey" | "accessToken" | "none";
  /** Status of an answer that says nothing else. */
  readonly success: number;
  readonly query?: Readonly<Record<string, QueryKind>>;
  readonly body?: "required" | "optional";
  /** Names of the body's fields, to tell unknown ones. */
  readonly fields?: readonly string[];
  readonly isList?: boolean;
  /** How bad input is refused. */
  readonly invalid: {
    readonly status: number;
    readonly shape: "fields" | "codes" | "message" | "messages" | "oauth";
  };
  /** Bad metadata has a code of its own. */
  readonly refusesMetadata?: true;
  /** Every documented status. */
  readonly statuses: readonly number[];
}
