import { defineResource } from "../behaviour.ts";

export const connectSecretsResource = defineResource({});
