import { none, operation, type Rows, use } from "../row.ts";

export const featureFlags: Rows<"featureFlags"> = {
  listFeatureFlags: operation("listFeatureFlags"),
  getFeatureFlag: operation("getFeatureFlag"),
  enableFeatureFlag: operation("enableFeatureFlag"),
  disableFeatureFlag: operation("disableFeatureFlag"),
  addFlagTarget: operation("addFeatureFlagTarget", { targetId: "resource_id" }),
  removeFlagTarget: operation("removeFeatureFlagTarget", { targetId: "resource_id" }),
  listOrganizationFeatureFlags: operation("listOrganizationFeatureFlags"),
  listUserFeatureFlags: operation("listUserFeatureFlags"),
  createRuntimeClient: use("@workos-kit/client/feature-flags", "watchFlags", {
    renames: {
      pollingIntervalMs: "intervalMs",
      bootstrapFlags: "bootstrap",
      requestTimeoutMs: "timeoutMs",
      logger: "onError",
    },
  }),
};

const flags = "@workos-kit/client/feature-flags";

export const FeatureFlagsRuntimeClient: Rows<"FeatureFlagsRuntimeClient"> = {
  waitUntilReady: use(flags, "watchFlags", { shown: "flags.ready(AbortSignal.timeout(timeoutMs))" }),
  close: use(flags, "watchFlags", { shown: "flags.close()" }),
  isEnabled: use(flags, "watchFlags", {
    shown: "flags.isEnabled(slug, context, fallback)",
    note: "The context is `{ user, organization }`, with ids or objects that have one; custom targets by their type. `userId` and `organizationId` are type errors.",
  }),
  getAllFlags: use(flags, "watchFlags", { shown: "flags.evaluateAll(context)" }),
  getFlag: use(flags, "watchFlags", { shown: "flags.all()[slug]" }),
  getStats: use(flags, "watchFlags", { shown: "flags.updatedAt", note: "Failures come to `onError`." }),
  on: use(flags, "watchFlags", {
    shown: "flags.onChange(listener)",
    note: "Gives the function that stops it. `ready` and `onError` are there for the other events.",
  }),
  addListener: use(flags, "watchFlags", { shown: "flags.onChange(listener)" }),
  once: use(flags, "watchFlags", { shown: "flags.onChange(listener)", note: "Stop it in the listener." }),
  off: use(flags, "watchFlags", { shown: "stop()", note: "What `onChange` gave." }),
  removeListener: use(flags, "watchFlags", { shown: "stop()", note: "What `onChange` gave." }),
  removeAllListeners: none("`onChange` gives a function that stops one listener: keep it."),
  emit: none("Only the flags themselves tell of changes."),
  listenerCount: none("Nothing needs it: listeners are stopped by the function that `onChange` gives."),
  listeners: none("Nothing needs it: listeners are stopped by the function that `onChange` gives."),
  eventNames: none("There is one event: a change."),
};
