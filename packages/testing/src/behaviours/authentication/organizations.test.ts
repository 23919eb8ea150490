import { describe, expect, it } from "vitest";
import { browserKit, coded, email, oauth, signInKit } from "../../../test/sign-in-kit.ts";

describe("organizations at sign-in", () => {
  it("takes the only active membership silently", async () => {
    const { signIn, join } = signInKit();
    const organization = join("Acme");
    join("Pending", { status: "pending" });
    join("Inactive", { status: "inactive" });

    expect((await signIn()).body.organization_id).toBe(organization.id);
  });

  it("are to choose from when there are several", async () => {
    const { mock, signIn, join, grant, user } = signInKit();
    const [acme, blue] = [join("Acme"), join("Blue")];
    const { status, body } = await signIn();
    const choose = (organization_id: string, token = body.pending_authentication_token) =>
      grant("organization-selection", { organization_id, pending_authentication_token: token });

    expect({ status, body }).toMatchObject(
      coded(403, "organization_selection_required", {
        user: { id: user.id },
        organizations: [
          { id: acme.id, name: "Acme" },
          { id: blue.id, name: "Blue" },
        ],
      }),
    );
    expect(await choose("org_1")).toMatchObject(coded(400, "invalid_organization_id"));
    const foreign = mock.dashboard.organizations.create({ name: "Foreign" });
    expect(await choose(foreign.id)).toMatchObject(oauth("organization_membership_not_found"));
    expect(await choose(blue.id, "no")).toMatchObject(coded(400, "invalid_pending_authentication_token"));
    expect(await choose(blue.id)).toMatchObject({ status: 200, body: { organization_id: blue.id } });
  });

  it("may demand SSO, or other methods", async () => {
    const { mock, signIn, join, grant } = signInKit();
    const [acme, blue] = [join("Acme"), join("Blue")];
    const policy = mock.dashboard.authentication.setPolicy;
    policy({ organization: acme, require_sso: true });
    policy({ organization: blue, methods: ["GoogleOAuth"] });
    const { pending_authentication_token } = (await signIn()).body;
    const choose = (organization_id: string) =>
      grant("organization-selection", { organization_id, pending_authentication_token });

    expect(await choose(acme.id)).toMatchObject({
      status: 400,
      body: { message: "Must use SSO for selected organization" },
    });
    const refused = await choose(blue.id);
    expect(refused).toMatchObject(oauth("organization_authentication_methods_required"));
    expect(refused.body).toMatchObject({ email, auth_methods: { google_oauth: true, password: false } });
  });

  it("may demand SSO of everybody with an address of theirs", async () => {
    const { mock, signIn } = signInKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme", domains: ["acme.test"] });
    const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
    mock.dashboard.authentication.setPolicy({ organization, require_sso: true });

    expect(await signIn()).toMatchObject({
      status: 400,
      body: {
        error: "sso_required",
        email,
        connection_ids: [connection.id],
        pending_authentication_token: expect.any(String),
      },
    });
  });
});

describe("invitations at sign-in", () => {
  it("are accepted when a session results", async () => {
    const { mock, api, signIn, names } = signInKit();
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const invitation = mock.dashboard.invitations.create({ email, organization, role_slug: "admin" });

    const { body } = await signIn({ invitation_token: invitation.token });

    expect(body.organization_id).toBe(organization.id);
    expect((await api(`GET /user_management/invitations/${invitation.id}`)).body.state).toBe("accepted");
    expect((await names()).slice(-3)).toEqual([
      "organization_membership.updated",
      "invitation.accepted",
      "session.created",
    ]);
  });

  it("leave a Magic Auth code to be tried again with the right one", async () => {
    const { mock, api, grant } = signInKit();
    const { code } = (await api("POST /user_management/magic_auth", { email })).body;
    const right = mock.dashboard.invitations.create({
      email,
      organization: mock.dashboard.organizations.create({ name: "Acme" }),
    });

    const wrong = await grant("magic-auth:code", { code, email, invitation_token: "no" });
    const again = await grant("magic-auth:code", { code, email, invitation_token: right.token });

    expect(wrong).toMatchObject(oauth("invitation_invalid"));
    expect(again.status).toBe(200);
  });

  it.each(["Magic Auth", "a social provider"])(
    "are accepted by whoever signs up with the address by %s",
    async (way) => {
      const { mock, api, grant, open, redeem, names } = browserKit();
      const organization = mock.dashboard.organizations.create({ name: "Acme" });
      const address = "eve@acme.test";
      const { id } = mock.dashboard.invitations.create({ email: address, organization, role_slug: "admin" });

      const magic = async () => {
        const { code } = (await api("POST /user_management/magic_auth", { email: address })).body;
        return grant("magic-auth:code", { code, email: address });
      };
      const social = () => redeem(open({ provider: "GoogleOAuth" }, { email: address }).code);
      const { body } = await (way === "Magic Auth" ? magic() : social());

      expect(body.organization_id).toBe(organization.id);
      expect((await api(`GET /user_management/invitations/${id}`)).body).toMatchObject({
        state: "accepted",
        accepted_user_id: body.user.id,
      });
      expect((await names()).slice(-2)).toEqual(["invitation.accepted", "session.created"]);
    },
  );

  it("wait for those who were there before, and for the token of those with a password", async () => {
    const { mock, api, signIn, grant, email: known } = { ...signInKit(), email };
    const organization = mock.dashboard.organizations.create({ name: "Acme" });
    const { id } = mock.dashboard.invitations.create({ email: known, organization });
    const { code } = (await api("POST /user_management/magic_auth", { email: known })).body;

    expect((await grant("magic-auth:code", { code, email: known })).status).toBe(200);
    expect((await signIn()).status).toBe(200);

    expect((await api(`GET /user_management/invitations/${id}`)).body.state).toBe("pending");
  });

  it("refuses spent ones, and those for others", async () => {
    const { mock, signIn } = signInKit();
    const other = mock.dashboard.invitations.create({ email: "bob@acme.test" });

    expect(await signIn({ invitation_token: other.token })).toMatchObject(oauth("invitation_cannot_be_used_for_email"));
    expect(await signIn({ invitation_token: "no" })).toMatchObject(oauth("invitation_invalid"));
  });
});
