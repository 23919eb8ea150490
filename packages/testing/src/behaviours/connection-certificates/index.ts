import type { ConnectionCertificate, SamlCertificateRenewed } from "../../generated/schemas.ts";
import { invalid, notFound } from "../../problem.ts";
import type { List, World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { connections } from "../connections/table.ts";
import { type CertificateKind, connectionCertificates, sampleCertificate } from "./table.ts";

const yearMs = 365 * 24 * 60 * 60 * 1000;
const idpSigning = "saml_idp_signing_certificate";
const spEncryption = "saml_sp_encryption_certificate";
const spSigning = "saml_sp_signing_certificate";

const eventTypes: Readonly<Record<CertificateKind, SamlCertificateRenewed["certificate"]["certificate_type"]>> = {
  [idpSigning]: "ResponseSigning",
  [spEncryption]: "ResponseEncryption",
  [spSigning]: "RequestSigning",
};

/** The bodies are not documented (facts: recent additions): a PEM text under a likely name is taken, else one is made. */
export const connectionCertificatesResource = defineResource({
  tables: [connectionCertificates],
  behaviours: {
    listConnectionIdpSigningCerts: ({ world, path }) => list(world, path.connection_id, idpSigning),
    createConnectionIdpSigningCert: ({ world, path, body }) => add(world, path.connection_id, idpSigning, body),
    deleteConnectionIdpSigningCert: ({ world, path }) => remove(world, path, idpSigning),
    listConnectionSpEncryptionCerts: ({ world, path }) => list(world, path.connection_id, spEncryption),
    createConnectionSpEncryptionCert: ({ world, path, body }) => add(world, path.connection_id, spEncryption, body),
    deleteConnectionSpEncryptionCert: ({ world, path }) => remove(world, path, spEncryption),
    getConnectionSpSigningCert: ({ world, path }) => {
      const [certificate] = list(world, path.connection_id, spSigning).data;
      if (!certificate) throw notFound("Certificate", path.connection_id);
      return certificate;
    },
    createConnectionSpSigningCert: ({ world, path, body }) => {
      world.get(connections, path.connection_id);
      const before = list(world, path.connection_id, spSigning).data;
      const made = add(world, path.connection_id, spSigning, body);
      // There is one at a time: a new one takes the place of the old.
      for (const { id } of before) world.remove(connectionCertificates, id);
      return made;
    },
    deleteConnectionSpSigningCert: ({ world, path }) => remove(world, path, spSigning),
  },
});

function list(world: World, connectionId: string, kind: CertificateKind): List<ConnectionCertificate> {
  world.get(connections, connectionId);
  return world.list(connectionCertificates, { limit: 100 }, { where: { kind: `${connectionId} ${kind}` } });
}

function add(world: World, connectionId: string, object: CertificateKind, body: unknown): ConnectionCertificate {
  const { organization_id } = world.get(connections, connectionId);
  const value = pemOf(body) ?? sampleCertificate;
  const isRenewal = list(world, connectionId, object).data.length > 0;
  const not_after = world.clock.iso(yearMs);
  const times = { not_before: world.clock.iso(), not_after };
  const row = world.insert(connectionCertificates, { connection_id: connectionId, object, value, ...times });
  if (isRenewal)
    world.emit("connection.saml_certificate_renewed", {
      connection: { id: connectionId, ...(organization_id !== undefined && { organization_id }) },
      certificate: { certificate_type: eventTypes[object], expiry_date: not_after },
      renewed_at: world.clock.iso(),
    });
  return world.present(connectionCertificates, row);
}

function pemOf(body: unknown): string | undefined {
  const fields = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const given = fields.value ?? fields.certificate ?? fields.cert;
  if (given === undefined) return undefined;
  if (typeof given === "string" && given.includes("BEGIN CERTIFICATE")) return given;
  throw invalid([{ field: "value", code: "invalid_certificate", message: "value must be a PEM certificate." }]);
}

function remove(world: World, path: { connection_id: string; cert_id: string }, kind: CertificateKind): undefined {
  world.get(connections, path.connection_id);
  const row = world.get(connectionCertificates, path.cert_id);
  if (row.connection_id !== path.connection_id || row.object !== kind) throw notFound("Certificate", path.cert_id);
  world.remove(connectionCertificates, row.id);
  return undefined;
}
