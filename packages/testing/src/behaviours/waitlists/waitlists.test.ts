import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const entries = "/user_management/waitlists/default/entries";

async function waiting() {
  const { mock, api } = checkedMock();
  const { body } = await api(`POST ${entries}`, { email: "ada@acme.test", additional_fields: { team: "ten" } });
  return {
    mock,
    api,
    id: body.id as string,
    act: (verb: string) => api(`POST /user_management/waitlist_entries/${body.id}/${verb}`),
  };
}

describe("waitlists", () => {
  it("begin with a default list", async () => {
    const { api } = checkedMock();
    const { body } = await api("GET /user_management/waitlists");

    expect((await api("GET /user_management/waitlists/default")).body).toEqual(body.data[0]);
    expect((await api(`GET /user_management/waitlists/${body.data[0].id}`)).status).toBe(200);
    expect((await api("GET /user_management/waitlists/waitlist_none")).status).toBe(404);
  });

  it("list entries by state and address, and take an address once", async () => {
    const { api } = await waiting();

    const count = async (query: string) => (await api(`GET ${entries}?${query}`)).body.data.length;

    expect([await count("state=pending"), await count("state=denied"), await count("email=ADA@acme.test")]).toEqual([
      1, 0, 1,
    ]);
    expect((await api(`POST ${entries}`, { email: "Ada@acme.test" })).status).toBe(422);
    expect((await api(`POST ${entries}`, { email: "no address" })).status).toBe(422);
  });

  it("confirm by mail when asked to", async () => {
    const { api, mock } = checkedMock();

    await api(`POST ${entries}`, { email: "joan@acme.test", send_confirmation_email: true });

    expect(mock.outbox.last("joan@acme.test")?.kind).toBe("waitlist_confirmation");
  });

  it("invite whom they approve, and turn a denial around", async () => {
    const { act, mock } = await waiting();

    expect((await act("deny")).body.state).toBe("denied");
    expect(await act("deny")).toMatchObject({ status: 422, body: { code: "invalid_state" } });
    expect((await act("approve")).body).toMatchObject({ state: "approved", approved_at: "2026-01-01T00:00:00.000Z" });
    expect(await act("approve")).toMatchObject({ status: 422, body: { code: "invalid_state" } });
    expect(mock.outbox.last("ada@acme.test")?.kind).toBe("invitation");
  });

  it("stay approved when the invitation cannot be sent", async () => {
    const { act, api, id } = await waiting();
    await api("POST /user_management/invitations", { email: "ada@acme.test" });

    expect(await act("approve")).toMatchObject({ status: 422, body: { code: "invitation_email_not_sent" } });
    expect((await api(`GET ${entries}`)).body.data[0]).toMatchObject({ id, state: "approved" });
  });

  it("forget an entry, and know none that is gone", async () => {
    const { api, id, act } = await waiting();

    expect((await api(`DELETE /user_management/waitlist_entries/${id}`)).status).toBe(204);
    expect((await api(`DELETE /user_management/waitlist_entries/${id}`)).status).toBe(404);
    expect([(await act("approve")).status, (await act("deny")).status]).toEqual([404, 404]);
  });

  it("tell of entries made, denied and approved", async () => {
    const { act, api } = await waiting();
    await act("deny");
    await act("approve");

    const { body } = await api("GET /events?events=waitlist_user.created,waitlist_user.denied,waitlist_user.approved");

    expect(body.data.map((event: { data: { state: string } }) => event.data.state)).toEqual([
      "pending",
      "denied",
      "approved",
    ]);
  });
});
