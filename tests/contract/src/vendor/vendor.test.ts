import { describe, expect, it } from "vitest";
import { auditLogs } from "./exercises/audit-logs.ts";
import { directorySync } from "./exercises/directory-sync.ts";
import { events } from "./exercises/events.ts";
import { multiFactor } from "./exercises/multi-factor.ts";
import { organizations } from "./exercises/organizations.ts";
import { sso } from "./exercises/sso.ts";
import { openVendorStage } from "./stage.ts";

const exercises = [organizations, sso, directorySync, multiFactor, auditLogs, events];
const succeeded = new Set<string>();

describe("the vendor's SDK, pointed at the mock", () => {
  it.each(exercises)("does $title", async ({ run }) => {
    await using stage = await openVendorStage(succeeded);

    await run(stage);

    // The mock answers what it has no behaviour for with an example: that would be no proof.
    expect(stage.mock.requests.all.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
