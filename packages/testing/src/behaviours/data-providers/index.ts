import { defineResource } from "../behaviour.ts";

export const dataProvidersResource = defineResource({});
