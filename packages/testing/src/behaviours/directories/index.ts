import { defineResource } from "../behaviour.ts";

export const directoriesResource = defineResource({});
