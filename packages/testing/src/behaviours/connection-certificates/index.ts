import { defineResource } from "../behaviour.ts";

export const connectionCertificatesResource = defineResource({
  withoutBehaviour: [
    "createConnectionIdpSigningCert",
    "createConnectionSpEncryptionCert",
    "createConnectionSpSigningCert",
    "deleteConnectionIdpSigningCert",
    "deleteConnectionSpEncryptionCert",
    "deleteConnectionSpSigningCert",
    "getConnectionSpSigningCert",
    "listConnectionIdpSigningCerts",
    "listConnectionSpEncryptionCerts",
  ],
});
