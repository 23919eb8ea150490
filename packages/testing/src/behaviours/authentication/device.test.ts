import { describe, expect, it } from "vitest";
import { oauth, signInKit } from "../../../test/sign-in-kit.ts";

async function device() {
  const kit = signInKit();
  const start = () =>
    kit.api("POST /user_management/authorize/device", { client_id: kit.mock.clientId }, { authorization: "" });
  const { body } = await start();
  const poll = (device_code = body.device_code) =>
    kit.token({ grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code, client_secret: undefined });
  const wait = (seconds: number) => kit.mock.clock.advance({ seconds });
  return { ...kit, start, body, poll, wait };
}

describe("device authorization", () => {
  it("hands out codes for the device and the person", async () => {
    const { body } = await device();

    expect(body).toMatchObject({ expires_in: 300, interval: 5, user_code: expect.stringMatching(/^\w{4}-\w{4}$/) });
    expect(body.verification_uri_complete).toContain(body.user_code);
  });

  it("signs the device in once the person approved, and refreshes without a secret", async () => {
    const { mock, user, body, poll, wait, token, join } = await device();
    const organization = join("Acme");
    expect(await poll()).toMatchObject(oauth("authorization_pending"));
    mock.dashboard.authentication.approveDevice({ user_code: body.user_code.toLowerCase(), user, organization });
    await wait(5);

    const done = await poll();

    expect(done).toMatchObject({ status: 200, body: { user: { id: user.id }, organization_id: organization.id } });
    expect(await poll()).toMatchObject(oauth("invalid_grant"));
    const { refresh_token } = done.body;
    expect((await token({ grant_type: "refresh_token", refresh_token, client_secret: undefined })).status).toBe(200);
  });

  it("is approved or denied on a page of the mock", async () => {
    const { mock, body, poll, start } = await device();
    const visit = async (address: string) => (await mock.fetch(address)).text();

    expect(await visit(body.verification_uri_complete)).toContain("ada@acme.test");
    await visit(`${body.verification_uri_complete}&mock_login=ada@acme.test`);
    expect((await poll()).status).toBe(200);
    const other = (await start()).body;
    await visit(`${other.verification_uri_complete}&mock_error=access_denied`);
    expect(await poll(other.device_code)).toMatchObject(oauth("access_denied"));
  });

  it("slows down a device that polls too often, and more each time", async () => {
    const { poll, wait } = await device();
    await poll();
    await wait(4);
    expect(await poll()).toMatchObject(oauth("slow_down"));
    await wait(9);
    expect(await poll()).toMatchObject(oauth("slow_down"));
    await wait(15);

    expect(await poll()).toMatchObject(oauth("authorization_pending"));
  });

  it("refuses denied, expired and unknown devices", async () => {
    const { mock, user, start, body, poll, wait } = await device();
    mock.dashboard.authentication.denyDevice({ user_code: body.user_code });
    const late = (await start()).body;

    expect(await poll()).toMatchObject(oauth("access_denied"));
    expect(await poll("unknown")).toMatchObject(oauth("invalid_grant"));
    await wait(300);
    expect(await poll(late.device_code)).toMatchObject(oauth("expired_token"));
    expect(() => mock.dashboard.authentication.approveDevice({ user_code: late.user_code, user })).toThrow("404");
  });

  it("is refused to foreign clients, and where it is off", async () => {
    const { mock, api, start } = await device();

    const foreign = await api("POST /user_management/authorize/device", { client_id: "client_invalid" });
    expect(foreign).toMatchObject(oauth("invalid_client"));
    expect((await api("POST /user_management/authorize/device", {})).status).toBe(400);
    mock.dashboard.settings.update({ device_authorization: false });
    expect(await start()).toMatchObject(oauth("access_denied", 403));
  });
});
