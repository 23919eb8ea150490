import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const attempt = {
  ip_address: "203.0.113.24",
  user_agent: "Mozilla/5.0",
  email: "ada@acme.test",
  auth_method: "Password",
  action: "sign-in",
};

describe("Radar", () => {
  it("lets in whom nothing speaks against", async () => {
    const { api } = checkedMock();

    const { status, body } = await api("POST /radar/attempts", attempt);

    expect(status).toBe(200);
    expect(body).toMatchObject({ verdict: "allow", attempt_id: expect.stringMatching(/^radar_att_/) });
    expect(await api(`PUT /radar/attempts/${body.attempt_id}`, { attempt_status: "success" })).toMatchObject({
      status: 204,
    });
  });

  it.each([
    ["ip_address", "203.0.113.24"],
    ["domain", "ACME.test"],
    ["email", "ADA@acme.test"],
    ["user_agent", "Mozilla/5.0"],
  ])("blocks by the list of type %s, unless an allow list knows better", async (type, entry) => {
    const { api } = checkedMock();

    expect((await api(`POST /radar/lists/${type}/block`, { entry })).status).toBe(204);
    expect((await api("POST /radar/attempts", attempt)).body).toMatchObject({
      verdict: "block",
      control: "restriction",
      blocklist_type: type,
    });
    await api("POST /radar/lists/email/allow", { entry: "ada@acme.test" });
    expect((await api("POST /radar/attempts", attempt)).body.verdict).toBe("allow");
  });

  it("says of a known entry that it is known, and removes it once", async () => {
    const { api } = checkedMock();
    const list = "/radar/lists/domain/block";
    await api(`POST ${list}`, { entry: "acme.test" });

    expect(await api(`POST ${list}`, { entry: "acme.test" })).toMatchObject({
      status: 200,
      body: { message: expect.any(String) },
    });
    expect((await api(`DELETE ${list}`, { entry: "acme.test" })).status).toBe(204);
    expect((await api(`DELETE ${list}`, { entry: "acme.test" })).status).toBe(404);
  });

  it.each([
    ["ip_address", "nonsense"],
    ["domain", "acme"],
    ["email", "acme.test"],
    ["country", "Switzerland"],
    ["device", " "],
  ])("refuses on the list of type %s: %j", async (type, entry) => {
    const { api } = checkedMock();

    expect((await api(`POST /radar/lists/${type}/block`, { entry })).status).toBe(400);
    expect((await api(`DELETE /radar/lists/${type}/block`, { entry })).status).toBe(400);
  });

  it("challenges when a test says so, and hears that it was met", async () => {
    const { mock, api } = checkedMock();
    mock.dashboard.radar.nextVerdict({ verdict: "challenge", control: "unrecognized_device", email: "ADA@acme.test" });

    const { body: other } = await api("POST /radar/attempts", { ...attempt, email: "bob@acme.test" });
    const { body } = await api("POST /radar/attempts", attempt);

    expect(body).toMatchObject({ verdict: "challenge", control: "unrecognized_device" });
    expect((await api(`PUT /radar/attempts/${body.attempt_id}`, { challenge_status: "success" })).status).toBe(204);
    expect((await api(`PUT /radar/attempts/${other.attempt_id}`, { challenge_status: "success" })).status).toBe(400);
    expect((await api("PUT /radar/attempts/radar_att_1", { attempt_status: "success" })).status).toBe(404);
  });

  it("refuses attempts where it is off, and those that do not fit", async () => {
    const { mock, api } = checkedMock();

    expect((await api("POST /radar/attempts", { ...attempt, action: "dance" })).status).toBe(400);
    mock.dashboard.settings.update({ radar: false });
    expect((await api("POST /radar/attempts", attempt)).status).toBe(400);
  });
});
