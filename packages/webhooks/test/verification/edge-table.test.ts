import { describe, expect, it } from "vitest";
import { constructEventSync, createWebhooksSync, safeConstructEventSync, verifyHeaderSync } from "../../src/sync.ts";
import { constructEvent, safeConstructEvent } from "../../src/verification/construct-event.ts";
import { createWebhooks } from "../../src/verification/create-webhooks.ts";
import { WebhookVerificationError } from "../../src/verification/errors.ts";
import type { VerifyOptions } from "../../src/verification/verify.ts";
import { verifyHeader } from "../../src/verification/verify-header.ts";
import { type EdgeRow, secret } from "./edge-table.ts";
import { headerRows } from "./header-rows.ts";
import { optionRows } from "./option-rows.ts";
import { payloadRows } from "./payload-rows.ts";

/** Every way in, as a promise: what one refuses, all must refuse, with the same code and words. */
const verifying: Record<string, (options: VerifyOptions) => unknown> = {
  verifyHeader,
  "createWebhooks().verifyHeader": (options) => createWebhooks(options).verifyHeader(options),
  verifyHeaderSync,
  "createWebhooksSync().verifyHeader": (options) => createWebhooksSync(options).verifyHeader(options),
};
const constructing: Record<string, (options: VerifyOptions) => unknown> = {
  constructEvent,
  "createWebhooks().constructEvent": (options) => createWebhooks(options).constructEvent(options),
  constructEventSync,
  "createWebhooksSync().constructEvent": (options) => createWebhooksSync(options).constructEvent(options),
  safeConstructEvent: async (options) => unwrap(await safeConstructEvent(options)),
  safeConstructEventSync: (options) => unwrap(safeConstructEventSync(options)),
};

function unwrap(result: { ok: true } | { ok: false; error: unknown }): unknown {
  if (!result.ok) throw result.error;
  return result;
}

async function outcomeOf(attempt: (options: VerifyOptions) => unknown, row: EdgeRow): Promise<unknown> {
  try {
    await attempt(row.options() as unknown as VerifyOptions);
    return undefined;
  } catch (error) {
    return error;
  }
}

function expectOutcome(error: unknown, expected: EdgeRow["verify"], row: EdgeRow): void {
  if (expected === "ok") {
    expect(error).toBeUndefined();
    return;
  }
  expect(error).toBeInstanceOf(WebhookVerificationError);
  expect(error).toMatchObject({ code: expected });
  expect(String(error)).toContain(row.says ?? "");
  expect(JSON.stringify(error) + String(error)).not.toContain(secret);
}

describe.each(Object.entries({ header: headerRows, options: optionRows, payload: payloadRows }))("%s", (_, rows) => {
  describe.each(rows.map((row) => [row.input, row] as const))("%s", (_input, row) => {
    it.each(Object.entries(verifying))(`is ${row.verify} for %s`, async (_name, attempt) => {
      expectOutcome(await outcomeOf(attempt, row), row.verify, row);
    });

    it.each(Object.entries(constructing))(`is ${row.construct ?? row.verify} for %s`, async (_name, attempt) => {
      const isJson = row.construct !== undefined || row.verify !== "ok";

      expectOutcome(await outcomeOf(attempt, row), isJson ? (row.construct ?? row.verify) : "ok", row);
    });
  });
});
