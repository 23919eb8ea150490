import { defineResource } from "../behaviour.ts";

export const directoryGroupsResource = defineResource({});
