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

test("follows the redirects of the vendor's hosts", async ({ page, baseURL }) => {
  const mock = createMock({ data: { users: { email: "ada@acme.test" } } });
  await routeToMock(page, mock);
  await page.route(`${baseURL}/**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>App</title><h1>${new URL(route.request().url()).pathname}</h1>`,
    }),
  );
  const query = new URLSearchParams({
    client_id: "client_default",
    redirect_uri: `${baseURL}/callback`,
    response_type: "code",
    provider: "authkit",
  });

  await page.goto(`https://api.workos.com/user_management/authorize?${query}`);

  await expect(page.getByRole("heading")).toHaveText("/callback");
  expect(new URL(page.url()).searchParams.get("code")).toBeTruthy();
});
