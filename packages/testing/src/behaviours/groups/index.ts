import { defineResource } from "../behaviour.ts";

export const groupsResource = defineResource({});
