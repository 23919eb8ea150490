import { defineResource } from "../behaviour.ts";

export const directoryUsersResource = defineResource({});
