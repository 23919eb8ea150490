import { defineResource } from "../behaviour.ts";

export const usersResource = defineResource({});
