import { defineResource } from "../behaviour.ts";

export const oauthResource = defineResource({});
