import { expect, test } from "bun:test";
import { createClient } from "@workos-kit/client";
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { signUp } from "../src/sign-up.ts";

test("is answered over a port as well", async () => {
  const mock = createMock({ seed: 1 });
  await using server = await serve(mock);

  await signUp(createClient({ apiKey: mock.apiKey, baseUrl: server.url }), "Acme", "ada@acme.test");

  expect(mock.events.names).toEqual(["organization.created", "invitation.created"]);
});
