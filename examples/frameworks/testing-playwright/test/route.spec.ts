// #region docs
import { expect, test } from "@playwright/test";
import { createMock } from "@workos-kit/testing";
import { routeToMock } from "@workos-kit/testing/playwright";

test("answers what a page asks of WorkOS itself", async ({ page, baseURL }) => {
  const mock = createMock({ data: { organizations: { id: "org_1", name: "Acme" } } });
  await routeToMock(page, mock);
  // Any page will do; it is the browser that asks.
  await page.route(`${baseURL}/`, (route) => route.fulfill({ body: "<!doctype html><title>App</title>" }));
  await page.goto(`${baseURL}/`);

  const name = await page.evaluate(async (apiKey) => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await fetch("https://api.workos.com/organizations/org_1", { headers });
    return (await answer.json()).name;
  }, mock.apiKey);

  expect(name).toBe("Acme");
  expect(mock.requests.of("getOrganization")).toHaveLength(1);
});
// #endregion
