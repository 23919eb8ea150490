import { defineResource } from "../behaviour.ts";

export const portalLinksResource = defineResource({});
