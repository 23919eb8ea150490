import {
  createConnection,
  createConnectionIdpSigningCert,
  createConnectionSpEncryptionCert,
  createConnectionSpSigningCert,
  deleteConnectionIdpSigningCert,
  deleteConnectionSpEncryptionCert,
  deleteConnectionSpSigningCert,
  getConnectionSpSigningCert,
  getJwks,
  listConnectionIdpSigningCerts,
  listConnectionSpEncryptionCerts,
  updateConnection,
} from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const certificates: Exercise = {
  title: "connections that are made and changed by the API, and their certificates",
  async run({ mock, client }) {
    const organization_id = mock.dashboard.organizations.create({ name: "Acme" }).id;
    const { id: connection_id } = await createConnection(client, {
      organization_id,
      connection_type: "OktaSAML",
      saml_options: { idp_metadata_url: "https://idp.acme.test/metadata" },
    });
    expect((await updateConnection(client, { id: connection_id, name: "Okta" })).name).toBe("Okta");

    const { keys } = await getJwks(client, { client_id: mock.clientId });
    const value = `-----BEGIN CERTIFICATE-----\n${Object(keys[0]).x5c[0]}\n-----END CERTIFICATE-----`;
    const idp = await createConnectionIdpSigningCert(client, { connection_id, value });
    expect((await listConnectionIdpSigningCerts(client, { connection_id })).data).toEqual([idp]);
    await deleteConnectionIdpSigningCert(client, { connection_id, cert_id: idp.id });
    expect((await listConnectionIdpSigningCerts(client, { connection_id })).data).toEqual([]);

    const encryption = await createConnectionSpEncryptionCert(client, { connection_id });
    expect((await listConnectionSpEncryptionCerts(client, { connection_id })).data).toEqual([encryption]);
    await deleteConnectionSpEncryptionCert(client, { connection_id, cert_id: encryption.id });

    const signing = await createConnectionSpSigningCert(client, { connection_id });
    expect(await getConnectionSpSigningCert(client, { connection_id })).toEqual(signing);
    await deleteConnectionSpSigningCert(client, { connection_id, cert_id: signing.id });
    await expect(getConnectionSpSigningCert(client, { connection_id })).rejects.toMatchObject({ status: 404 });
  },
};
