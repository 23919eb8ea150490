import type { ConnectionCertificate } from "../../generated/schemas.ts";
import { defineTable } from "../../world/definition.ts";

/** What a certificate is for; a connection has one for signing requests, and any number of the others. */
export type CertificateKind =
  | "saml_idp_signing_certificate"
  | "saml_sp_encryption_certificate"
  | "saml_sp_signing_certificate";

/** A certificate as stored. */
export type CertificateRow = ConnectionCertificate & {
  readonly object: CertificateKind;
  readonly connection_id: string;
};

export const connectionCertificates = defineTable<CertificateRow, ConnectionCertificate>({
  name: "connection_certificates",
  label: "Certificate",
  prefix: "connection_certificate",
  isImmutable: true,
  indexes: { connection_id: (row) => row.connection_id, kind: (row) => `${row.connection_id} ${row.object}` },
  parents: { connections: "connection_id" },
  present: ({ connection_id: _, ...certificate }) => certificate,
});

/** Stands for the certificates the API makes itself: valid, self-signed, its key thrown away. */
export const sampleCertificate = `-----BEGIN CERTIFICATE-----
MIIBbTCCARSgAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAt3b3Jrb3Mt
bW9jazAeFw0yNjExMjExMDI3MjVaFw0zNjExMTgxMDI3MjVaMBYxFDASBgNVBAMM
C3dvcmtvcy1tb2NrMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELVyacKZVLz2q
TIzzuopCNh1CmcRUYNVwEVdM0N2aIUgGzShIq59SPtyl9pZhQ7U8qzaAKuYqnsFl
3j9bUN6SqaNTMFEwHQYDVR0OBBYEFCaaSoul6g2LuEwwoZKvDUZWqVa/MB8GA1Ud
IwQYMBaAFCaaSoul6g2LuEwwoZKvDUZWqVa/MA8GA1UdEwEB/wQFMAMBAf8wCgYI
KoZIzj0EAwIDRwAwRAIgaSbupU+UFaZjO8x/+VTs2oZt8RxQtAkHAEYM10wavqMC
ICWAul7RPyneiOTKG3BXmzjsEVITfviuK+ohY7NCDjIT
-----END CERTIFICATE-----
`;
