import { defineResource } from "../behaviour.ts";

export const connectionCertificatesResource = defineResource({});
