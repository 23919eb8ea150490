import { defineResource } from "../behaviour.ts";

export const invitationsResource = defineResource({});
