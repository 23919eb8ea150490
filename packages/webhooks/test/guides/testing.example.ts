// #region docs
import { createTestEvent, createTestRequest } from "@workos-kit/webhooks/testing";
import { expect, it } from "vitest";
import { receive } from "./by-hand.example.ts";

const { WORKOS_WEBHOOK_SECRET: secret = "" } = process.env;

it("accepts a genuine delivery and refuses a forged one", async () => {
  const event = createTestEvent("user.created", { data: { email: "ada@example.com" } });

  const genuine = await receive(await createTestRequest(event, { secret }));
  const forged = await receive(await createTestRequest(event, { secret: "guessed" }));

  expect([genuine.status, forged.status]).toEqual([200, 401]);
});
// #endregion
