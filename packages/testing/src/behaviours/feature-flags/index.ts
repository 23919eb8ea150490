import { defineResource } from "../behaviour.ts";

export const featureFlagsResource = defineResource({
  withoutBehaviour: [
    "addFeatureFlagTarget",
    "disableFeatureFlag",
    "enableFeatureFlag",
    "getFeatureFlag",
    "listFeatureFlags",
    "listOrganizationFeatureFlags",
    "listUserFeatureFlags",
    "removeFeatureFlagTarget",
  ],
});
