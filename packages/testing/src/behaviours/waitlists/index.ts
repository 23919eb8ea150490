import { defineResource } from "../behaviour.ts";

export const waitlistsResource = defineResource({});
