import { defineResource } from "../behaviour.ts";

export const authkitOauthResourcesResource = defineResource({});
