import { type BaseRow, defineTable } from "../../world/definition.ts";

/** What an action is asked about. */
export type ActionType = "authentication" | "user_registration";

/** An endpoint of the app that decides on sign-ins or sign-ups. */
export interface ActionEndpointRow extends BaseRow {
  readonly type: ActionType;
  readonly url: string;
  readonly secret: string;
  readonly is_enabled: boolean;
  /** What counts when there is no good answer. */
  readonly on_failure: "Allow" | "Deny";
  readonly timeout_ms: number;
}

export const actionEndpoints = defineTable<ActionEndpointRow>({
  name: "action_endpoints",
  label: "Action endpoint",
  prefix: "action_endpoint",
  indexes: { type: (row) => row.type },
});

/** One question to an endpoint, and what came of it. */
export interface ActionExecutionRow extends BaseRow {
  readonly action_endpoint_id: string;
  readonly type: ActionType;
  readonly verdict: "Allow" | "Deny";
  readonly error_message: string | null;
  /** Why the endpoint's answer did not count; null when it did. */
  readonly failure: string | null;
  readonly request: Readonly<Record<string, unknown>>;
}

export const actionExecutions = defineTable<ActionExecutionRow>({
  name: "action_executions",
  label: "Action execution",
  prefix: "action_execution",
  isImmutable: true,
  indexes: { action_endpoint_id: (row) => row.action_endpoint_id },
  parents: { action_endpoints: { index: "action_endpoint_id", isSilent: true } },
});
