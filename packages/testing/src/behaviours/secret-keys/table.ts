import type { OperationId } from "../../generated/operation-types.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";

/** A further key of the environment, which may not do everything. */
export interface SecretKeyRow extends BaseRow {
  readonly value: string;
  /** The operations it may perform; `read` stands for all that change nothing. */
  readonly allow: "read" | readonly OperationId[];
}

/** What the values begin with, so that only such keys are looked up. */
export const restrictedPrefix = "sk_restricted_";

export const secretKeys = defineTable<SecretKeyRow>({
  name: "secret_keys",
  label: "Secret key",
  prefix: "secret_key",
  isImmutable: true,
  unique: { value: (row) => row.value },
});
