import { expect, it } from "vitest";
import type { Environment } from "../../src/environment.ts";
import { createMock } from "../../src/mock.ts";
import { Random } from "../../src/world/random.ts";
import { randomRequest } from "./random-request.ts";

/**
 * Operations whose refusals do leave something behind: wrong codes are counted, failed sign-ins announced, an approval
 * stays without its invitation, and what every environment or organization has is made when it is first looked for.
 */
const mayChange = [
  "/authenticate",
  "/approve",
  "/confirm",
  "/sso/token",
  "/verify",
  "/authorization/resources",
  "/user_management/waitlists",
  "/role_assignments",
  "/check",
];

/** The state without what comes after the answer. */
function stateOf({ world }: Environment): string {
  const { tables, cells } = world.export();
  const { webhook_deliveries: _, ...rest } = tables;
  return JSON.stringify([rest, cells]);
}

it("leaves the world as it was with each refusal, and with a second identical change", {
  timeout: 60_000,
}, async () => {
  const mock = createMock({ seed: 1, webhooks: { send: async () => new Response(), schedule: "none" } });
  const random = new Random("refusals");
  const ids: string[] = ["editor"];
  mock.dashboard.roles.create({ slug: "editor", permissions: ["read"] });
  const changes: string[] = [];
  let refused = 0;
  for (let sent = 0; sent < 1_500; sent++) {
    const { path, init } = randomRequest(random, ids, mock.apiKey, 0.02);
    const ask = () => mock.fetch(`https://api.workos.com${path}`, { ...init, redirect: "manual" });
    const before = stateOf(mock);
    const answer = await ask();
    for (const [, id = ""] of (await answer.text()).matchAll(/"id":"([\w-]+)"/g))
      if (ids.length < 60) ids.push(id);
      else ids[random.next() % 60] = id;
    if (answer.status >= 400) {
      refused++;
      if (stateOf(mock) !== before) changes.push(`${answer.status} ${init.method} ${path}`);
    } else if (init.method === "PATCH" || (init.method === "PUT" && !path.startsWith("/vault"))) {
      const once = stateOf(mock);
      await ask();
      if (stateOf(mock) !== once) changes.push(`twice ${init.method} ${path}`);
    }
  }

  expect(changes.filter((change) => !mayChange.some((part) => change.includes(part)))).toEqual([]);
  expect(refused).toBeGreaterThan(500);
});
