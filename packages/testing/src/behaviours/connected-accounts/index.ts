import { defineResource } from "../behaviour.ts";

export const connectedAccountsResource = defineResource({});
