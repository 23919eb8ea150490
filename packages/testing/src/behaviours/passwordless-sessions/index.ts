import { defineResource } from "../behaviour.ts";

export const passwordlessSessionsResource = defineResource({});
