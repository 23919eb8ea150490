import { defineResource } from "../behaviour.ts";

export const authorizationResourcesResource = defineResource({});
