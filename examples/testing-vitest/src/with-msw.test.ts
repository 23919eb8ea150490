// #region docs
import { WorkOS } from "@workos-inc/node";
import { createMock } from "@workos-kit/testing";
import { workosHandlers } from "@workos-kit/testing/msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

const mock = createMock({ seed: 1 });
const server = setupServer(...workosHandlers(mock));

// MSW 3 knows the first name, MSW 2 knows `onUnhandledRequest`; each ignores the other without a word.
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => mock.reset());
afterAll(() => server.close());

it("answers code that cannot be given a fetch", async () => {
  const workos = new WorkOS(mock.apiKey);

  const { id } = await workos.organizations.createOrganization({ name: "Acme" });

  expect((await workos.organizations.getOrganization(id)).name).toBe("Acme");
  expect(mock).toHaveReceived("getOrganization", { params: { id } });
});

// #endregion

import { vi } from "vitest";

it("lets no other request out, and says which", async () => {
  const complain = vi.spyOn(console, "error").mockReturnValue(undefined);

  await expect(fetch("https://elsewhere.test/")).rejects.toThrow();

  expect(complain.mock.calls.flat().join()).toContain("https://elsewhere.test/");
  complain.mockRestore();
});
