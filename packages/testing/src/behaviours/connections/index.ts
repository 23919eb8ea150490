import { defineResource } from "../behaviour.ts";

export const connectionsResource = defineResource({});
