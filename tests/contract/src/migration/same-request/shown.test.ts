import { expect, it } from "vitest";
import { rows } from "../rows/index.ts";
import { diagnose } from "./written-calls.ts";

// What a reader of the page has at hand where a row shows more than a call by types alone would tell.
const atHand = `
import type { Client } from "@workos-kit/client";
import { watchFlags } from "@workos-kit/client/feature-flags";
import { listUsers } from "@workos-kit/client/operations";
import { createSessions } from "@workos-kit/client/session";
declare const workos: Client;
declare const request: Request;
declare const path: any, params: any, body: any;
declare const [organization_id, return_to, slug]: [string, string, string];
declare const [timeoutMs, fallback]: [number, boolean];
const sessions = createSessions(workos, { password: "a cookie password of 32 characters" });
const flags = watchFlags(workos);
const context = { user: "user_1", organization: "org_1" };
const listener = (): void => {};
const stop = flags.onChange(listener);
void [workos, request, path, params, body, organization_id, return_to, slug, timeoutMs, fallback, sessions, context, stop, listUsers];
`;

it("what the page shows in place of a call compiles", () => {
  const shown = Object.values(rows).flatMap((own) =>
    Object.values(own).flatMap((row) => ("shown" in row && row.shown !== undefined ? [row.shown] : [])),
  );
  const before = atHand.split("\n").length;

  const refused = diagnose([atHand, ...shown.map((each) => `void (${each});`)].join("\n"));

  expect(shown.length).toBeGreaterThan(20);
  expect(refused.map(({ line, message }) => `${shown[line - before]}: ${message}`)).toEqual([]);
});
