import { WebhookVerificationError } from "../verification/errors.ts";

/** How a store in a SQL database behaves. */
export interface SqlStoreOptions {
  /**
   * The table, with its schema if it needs one. Letters, digits, underscores and dots only, because it becomes part of
   * the statements.
   * @default "workos_webhook_events"
   */
  table?: string | undefined;
}

/** Checks the name of a table, which cannot be given as a parameter. */
export function checkTable({ table = "workos_webhook_events" }: SqlStoreOptions): string {
  if (!/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(table)) {
    throw new WebhookVerificationError("invalid_options", ["A table name has letters, digits, underscores and a dot."]);
  }
  return table;
}
