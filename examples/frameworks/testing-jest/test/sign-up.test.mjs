// #region docs
import { expect, jest, test } from "@jest/globals";
import { createClient } from "@workos-kit/client";
import { createMock } from "@workos-kit/testing";
import { signUp } from "../src/sign-up.cjs";

test("keeps answering while jest's timers are faked", async () => {
  jest.useFakeTimers();
  const mock = createMock({ seed: 1 });
  const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

  const id = await signUp(workos, "Acme", "ada@acme.test");

  expect(mock).toHaveReceived("sendInvitation", { body: { organization_id: id } });
  expect(mock).toHaveEmitted("invitation.created", { email: "ada@acme.test" });
  jest.useRealTimers();
});
// #endregion
