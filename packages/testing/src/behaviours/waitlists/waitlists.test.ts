import { describe, expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

const base = "/user_management";

function waiting() {
  const { mock, api } = checkedMock();
  const add = (body: object = {}) => api(`POST ${base}/waitlists/default/entries`, { email: "ada@acme.test", ...body });
  const act = (id: string, verb: string) => api(`POST ${base}/waitlist_entries/${id}/${verb}`);
  const names = async () =>
    (await api("GET /events")).body.data.map((event: { event: string }) => event.event) as string[];
  return { mock, api, add, act, names };
}

const refusal = (code: string) => ({ status: 422, body: { code } });

describe("waitlists", () => {
  it("has a default one, and others of the dashboard", async () => {
    const { mock, api } = waiting();
    const { body } = await api(`GET ${base}/waitlists/default`);

    const other = mock.dashboard.waitlists.createWaitlist();

    expect((await api(`GET ${base}/waitlists`)).body.data).toEqual([other, body]);
    expect((await api(`GET ${base}/waitlists/${body.id}`)).body).toEqual(body);
    expect((await api(`GET ${base}/waitlists/waitlist_1`)).status).toBe(404);
    expect((await api(`GET ${base}/waitlists/waitlist_1/entries`)).status).toBe(404);
  });

  it("keeps entries, listed by state and address", async () => {
    const { mock, api, add, act } = waiting();
    const { status, body } = await add({ additional_fields: { team: "5" }, send_confirmation_email: true });
    const bob = mock.dashboard.waitlists.create({ email: "bob@acme.test" });
    await act(bob.id, "deny");

    expect(status).toBe(201);
    expect(body).toMatchObject({ state: "pending", approved_at: null, additional_fields: { team: "5" } });
    expect(mock.outbox.last("ada@acme.test", "waitlist")).toBeDefined();
    const list = async (query: string) => (await api(`GET ${base}/waitlists/default/entries${query}`)).body.data;
    expect(await list("")).toHaveLength(2);
    expect(await list("?state=pending")).toEqual([body]);
    expect(await list("?email=ADA@acme.test")).toEqual([body]);
    expect((await api(`DELETE ${base}/waitlist_entries/${body.id}`)).status).toBe(204);
    expect((await api(`DELETE ${base}/waitlist_entries/${body.id}`)).status).toBe(404);
  });

  it("invites whom it approves, after a denial too", async () => {
    const { api, add, act, names } = waiting();
    const { id } = (await add()).body;

    expect((await act(id, "deny")).body.state).toBe("denied");
    expect((await act(id, "approve")).body).toMatchObject({ state: "approved", approved_at: expect.any(String) });

    const invitations = await api(`GET ${base}/invitations?email=ada@acme.test`);
    expect(invitations.body.data).toMatchObject([{ state: "pending", organization_id: null }]);
    expect(await names()).toEqual([
      "waitlist_user.created",
      "waitlist_user.denied",
      "waitlist_user.approved",
      "invitation.created",
    ]);
    expect(await act(id, "approve")).toMatchObject(refusal("invalid_state"));
    expect(await act(id, "deny")).toMatchObject(refusal("invalid_state"));
  });

  it("stays approved when no invitation can be sent", async () => {
    const { mock, api, add, act } = waiting();
    const { id } = (await add()).body;
    mock.dashboard.users.create({ email: "ada@acme.test" });

    expect(await act(id, "approve")).toMatchObject(refusal("invitation_email_not_sent"));
    expect((await api(`GET ${base}/waitlists/default/entries`)).body.data).toMatchObject([{ state: "approved" }]);
  });

  it("refuses what does not fit or exist", async () => {
    const { add, act } = waiting();

    expect((await add({ email: "nonsense" })).status).toBe(422);
    expect((await add()).status).toBe(201);
    expect((await add({ email: "ADA@acme.test" })).status).toBe(422);
    expect((await act("wl_user_1", "approve")).status).toBe(404);
    expect((await act("wl_user_1", "deny")).status).toBe(404);
  });
});
