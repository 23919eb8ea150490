import { defineResource } from "../behaviour.ts";

export const itContactsResource = defineResource({});
