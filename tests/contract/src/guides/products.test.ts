import { expect, it } from "vitest";
import { openStage } from "./stage.ts";

const { mock, dashboard } = await openStage();

it("vault: what was sealed here opens here, and only for its row", async () => {
  const { keep, seal, sealAll, unseal } = await import("./vault.example.ts");
  const blob = await seal("row-1", "org_1", "secret");

  expect([await unseal("row-1", blob), await unseal("row-2", blob)]).toEqual(["secret", undefined]);
  expect(await sealAll(["a", "b"], { team: "1" })).toHaveLength(2);
  expect(mock.requests.of("createDataKey")).toHaveLength(2);
  expect(await keep("token", "one")).toBe("one");
});

it("feature flags: evaluate without asking", async () => {
  dashboard.featureFlags.create({ slug: "new-editor", enabled: true, default_value: true });
  const { decisionsFor, editorFor, flags, ready, watchFrom } = await import("./feature-flags.example.ts");
  await ready;
  const early = watchFrom(flags.all());

  expect(editorFor("user_1", undefined)).toBe("new");
  expect(decisionsFor("user_1")).toEqual({ "new-editor": true });
  expect(early.isEnabled("new-editor")).toBe(true);
  flags.close();
  early.close();
});
