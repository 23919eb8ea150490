import { defineResource } from "../behaviour.ts";

export const featureFlagsResource = defineResource({});
