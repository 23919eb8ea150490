import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const connect: Exercise = {
  title: "Connect applications, their secrets, Standalone Connect and widgets",
  async run({ mock, workos, url }) {
    const { connect } = workos;
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const redirectUris = [{ uri: "https://app.test/cb", default: true }];
    const cli = await connect.createApplication({
      name: "CLI",
      applicationType: "oauth",
      isFirstParty: true,
      redirectUris,
    });
    const { id } = cli;
    expect(await connect.getApplication({ id: cli.clientId })).toEqual(cli);
    expect((await connect.updateApplication({ id, name: "CLI 2" })).name).toBe("CLI 2");
    await connect.createOAuthApplication("Reports", false, null, null, redirectUris, true, organization.id);
    const job = await connect.createM2MApplication("Job", organization.id, null, ["jobs:run"]);
    expect((await connect.listApplications()).data).toHaveLength(3);

    const secret = await connect.createApplicationClientSecret({ id: job.id });
    expect(await connect.listApplicationClientSecrets({ id: job.id })).toMatchObject([
      { secretHint: secret.secretHint },
    ]);
    const form = { grant_type: "client_credentials", client_id: job.clientId, client_secret: secret.secret };
    const token = () => fetch(`${url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
    expect(await (await token()).json()).toMatchObject({ token_type: "bearer", scope: "jobs:run" });
    await connect.deleteClientSecret({ id: secret.id });
    expect((await token()).status).toBe(401);

    const began = mock.dashboard.externalAuth.create({ application: id, redirect_uri: "https://app.test/cb" });
    const done = await connect.completeOAuth2({
      externalAuthId: began.external_auth_id,
      user: { id: "u-1", email: "ada@acme.test" },
    });
    expect((await fetch(done.redirectUri, { redirect: "manual" })).headers.get("location")).toContain("?code=");
    const user = mock.dashboard.users.create({ email: "eve@acme.test" });
    mock.dashboard.organizationMemberships.create({ user, organization });
    const widget = await workos.widgets.createToken({ organizationId: organization.id, userId: user.id });
    expect(widget.token.split(".")).toHaveLength(3);
    await connect.deleteApplication({ id });
    await expect(connect.getApplication({ id })).rejects.toMatchObject({ status: 404 });
  },
};
