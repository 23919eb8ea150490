// #region docs
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("signs in at once, as the person the test names", async ({ page, app, workos: { mock } }) => {
  mock.dashboard.authentication.nextLogin({ email: "ada@acme.test" });

  await page.goto(app);
  await page.getByRole("link", { name: "Sign in" }).click();

  await expect(page.getByRole("heading")).toHaveText("Hello ada@acme.test");
  mock.requests.expect("authenticate", { body: { grant_type: "authorization_code" } });
});

test("signs in on a page, where a person chooses", async ({ page, app, workos: { mock } }) => {
  mock.dashboard.settings.update({ interactive_sign_in: true });
  mock.dashboard.users.create({ email: "ada@acme.test" });
  mock.dashboard.users.create({ email: "bob@acme.test" });

  await page.goto(`${app}/sign-in`);
  await page.getByRole("button", { name: "bob@acme.test" }).click();

  await expect(page.getByRole("heading")).toHaveText("Hello bob@acme.test");
});

test("is told when the person is refused", async ({ page, app, workos: { mock } }) => {
  mock.dashboard.settings.update({ interactive_sign_in: true });

  await page.goto(`${app}/sign-in`);
  await page.getByRole("button", { name: "Deny access" }).click();

  await expect(page.getByText("You are not signed in: access_denied.")).toBeVisible();
});

test("survives a failure of WorkOS", async ({ page, app, workos: { mock } }) => {
  mock.dashboard.users.create({ email: "ada@acme.test" });
  mock.fail("authenticate", 400, { code: "invalid_grant" });

  await page.goto(`${app}/sign-in`);
  await expect(page.getByText("You are not signed in: a failure.")).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();

  await expect(page.getByRole("heading")).toHaveText("Hello ada@acme.test");
});
// #endregion
