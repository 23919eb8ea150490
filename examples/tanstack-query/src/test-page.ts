import { cleanup, configure, screen } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { openStage, type Stage } from "./stage.ts";

// Two cores are shared with other suites: what takes a second there is no failure.
configure({ asyncUtilTimeout: 20_000 });

/** The stage of the test that runs: each has its own. */
export let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  cleanup();
  await stage.stop();
});

export const create = (name: string) => stage.mock.dashboard.organizations.create({ name });
/** What the page's list says. */
export const shown = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
