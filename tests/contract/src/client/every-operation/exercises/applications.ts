import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import { callback } from "../../stage.ts";
import type { Exercise } from "./exercise.ts";

export const applications: Exercise = {
  title: "Connect applications, their secrets, and Standalone Connect",
  async run({ mock, client }) {
    const application = await api.createConnectApplication(client, {
      name: "CLI",
      application_type: "oauth",
      is_first_party: true,
      redirect_uris: [{ uri: callback, default: true }],
    });
    const { id } = application;
    expect(await api.getConnectApplication(client, { id })).toEqual(application);
    expect((await api.updateConnectApplication(client, { id, name: "CLI 2" })).name).toBe("CLI 2");
    expect(await api.listConnectApplications(client).collect()).toHaveLength(1);

    const secret = await api.createConnectApplicationSecret(client, { application_id: id });
    const secrets = await api.listConnectApplicationSecrets(client, { application_id: id });
    expect(secrets).toMatchObject([{ id: secret.id, secret_hint: secret.secret_hint }]);
    await api.deleteConnectApplicationSecret(client, { id: secret.id });

    const { external_auth_id } = mock.dashboard.externalAuth.create({ application: id, redirect_uri: callback });
    const user = { id: "u-1", email: "grace@acme.test" };
    const done = await api.completeExternalAuth(client, { external_auth_id, user });
    expect(done.redirect_uri).toMatch(/^http/);
    await api.deleteConnectApplication(client, { id });
    expect(await api.listConnectApplications(client).collect()).toEqual([]);
  },
};
