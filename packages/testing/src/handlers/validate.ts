import { type FieldIssue, invalid, oauthError, type Problem, problem, refused } from "../problem.ts";
import type { OperationRow } from "./operation-row.ts";

/** One finding of a generated validator. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A generated validator: tells whether a value fits, and leaves its findings on itself. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}

/** Runs a validator; gives one issue per field that does not fit. */
export function issuesOf(validator: Validator | undefined, value: unknown): FieldIssue[] {
  if (!validator || validator(value)) return [];
  const issues = new Map<string, FieldIssue>();
  const errors = validator.errors ?? [];
  for (const error of errors) {
    // Variants report each branch and then themselves: the branches say more.
    if ((error.keyword === "anyOf" || error.keyword === "oneOf" || error.keyword === "if") && errors.length > 1)
      continue;
    const issue = issueOf(error);
    const known = issues.get(issue.field);
    // The branch "or null" of a nullable field is never what the caller meant.
    if (known && error.params.type === "null") continue;
    if (!known || known.message?.endsWith("must be null.")) issues.set(issue.field, issue);
  }
  return [...issues.values()];
}

/** The refusal of input in the form the operation documents. */
export function refusalOf(operation: OperationRow, issues: readonly FieldIssue[]): Problem {
  const { status, shape } = operation.invalid;
  if (operation.refusesMetadata && issues.every(({ field }) => field.split(".")[0] === "metadata"))
    return refused(400, "invalid_metadata", issues.map((issue) => issue.message).join(" "));
  const texts = issues.map((issue) => issue.message ?? `${issue.field}: ${issue.code}`);
  if (shape === "oauth") return oauthError("invalid_request", texts.join(" "), status);
  if (shape === "messages")
    return problem(status, { message: texts, error: status === 400 ? "Bad Request" : "Unprocessable Entity" });
  return invalid(issues, { status });
}

const codes: Readonly<Record<string, string>> = {
  required: "required",
  type: "invalid_type",
  enum: "invalid_value",
  const: "invalid_value",
  format: "invalid_format",
  pattern: "invalid_format",
  minLength: "too_short",
  maxLength: "too_long",
  minItems: "too_short",
  maxItems: "too_long",
  minimum: "too_small",
  maximum: "too_large",
  minProperties: "too_few",
  maxProperties: "too_many",
  additionalProperties: "unknown_field",
};

function issueOf({ instancePath, keyword, params }: ValidatorError): FieldIssue {
  const missing = keyword === "required" ? `/${String(params.missingProperty)}` : "";
  const extra = keyword === "additionalProperties" ? `/${String(params.additionalProperty)}` : "";
  const field = `${instancePath}${missing}${extra}`.slice(1).replaceAll("/", ".").replaceAll("~1", "/") || "body";
  return { field, code: codes[keyword] ?? "invalid", message: `${field} ${ruleOf(keyword, params)}.` };
}

/** The broken rule in words; the validators carry none, which halves their size. */
function ruleOf(keyword: string, params: ValidatorError["params"]): string {
  const { limit, allowedValues, allowedValue, type, format } = params;
  switch (keyword) {
    case "required":
      return "is required";
    case "type":
      return `must be ${Array.isArray(type) ? type.join(" or ") : String(type)}`;
    case "enum":
      return `must be one of: ${Array.isArray(allowedValues) ? allowedValues.join(", ") : ""}`;
    case "const":
      return `must be ${JSON.stringify(allowedValue)}`;
    case "format":
      return `must be a valid ${String(format)}`;
    case "minLength":
    case "minItems":
    case "minimum":
    case "minProperties":
      return `must be at least ${String(limit)}${keyword === "minimum" ? "" : " long"}`;
    case "maxLength":
    case "maxItems":
    case "maximum":
    case "maxProperties":
      return `must be at most ${String(limit)}${keyword === "maximum" ? "" : " long"}`;
    default:
      return `does not fit (${keyword})`;
  }
}
