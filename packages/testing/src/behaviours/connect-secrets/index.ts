import type { ConnectApplicationSecretWithValue } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { getApplication } from "../connect-applications/table.ts";
import { addSecret, type ConnectSecretRow, connectSecrets } from "./table.ts";

/** A client secret for seeds: with a value of one's own, a client can be configured before the mock runs. */
export interface ConnectSecretInput {
  /** Id or client id of the application. */
  readonly application: string;
  /** @default a new id */
  readonly id?: string;
  /** @default a new value */
  readonly secret?: string;
}

/** Documented (facts: behaviours 23). */
const greatestNumber = 5;

export const connectSecretsResource = defineResource({
  tables: [connectSecrets],
  behaviours: {
    listConnectApplicationSecrets: ({ world, path }) =>
      secretsOf(world, getApplication(world, path.application_id).id).map((row) => world.present(connectSecrets, row)),
    createConnectApplicationSecret: ({ world, path }) => createSecret(world, { application: path.application_id }),
    deleteConnectApplicationSecret: ({ world, path }) => {
      world.remove(connectSecrets, path.id);
      return undefined;
    },
  },
  dashboard: (world) => ({
    /** Makes a secret, with a value of one's own if given. */
    create: (input: ConnectSecretInput): ConnectApplicationSecretWithValue => createSecret(world, input),
  }),
});

function createSecret(world: World, input: ConnectSecretInput): ConnectApplicationSecretWithValue {
  const application = getApplication(world, input.application);
  if (secretsOf(world, application.id).length >= greatestNumber)
    throw refusedPlainly(422, `An application has at most ${greatestNumber} client secrets.`);
  const row = addSecret(world, application.id, input.id, input.secret);
  return { ...world.present(connectSecrets, row), secret: row.secret };
}

function secretsOf(world: World, applicationId: string): ConnectSecretRow[] {
  return world.rows(connectSecrets, { where: { application_id: applicationId } });
}
