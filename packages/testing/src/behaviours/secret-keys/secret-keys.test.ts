import { describe, expect, it } from "vitest";
import { checkedApi, checkedMock } from "../../../test/checked-mock.ts";

describe("secret keys with limited rights", () => {
  it("read and change nothing, unless told otherwise", async () => {
    const { mock, api } = checkedMock();
    const { body: acme } = await api("POST /organizations", { name: "Acme" });
    const limited = checkedApi(mock, mock.dashboard.secretKeys.create().value);

    expect((await limited(`GET /organizations/${acme.id}`)).body).toEqual(acme);
    const refused = await limited("DELETE /organizations/x");
    expect(refused).toMatchObject({ status: 403, body: { message: "This key may not perform deleteOrganization." } });
    expect((await limited("POST /organizations", { name: "Blue" })).status).toBe(403);
    expect((await api("GET /organizations")).body.data).toEqual([acme]);
  });

  it("do what is listed, and nothing else", async () => {
    const { mock } = checkedMock();
    const { value } = mock.dashboard.secretKeys.create({ allow: ["createOrganization"] });
    const limited = checkedApi(mock, value);

    expect((await limited("POST /organizations", { name: "Blue" })).status).toBe(201);
    expect((await limited("GET /organizations")).status).toBe(403);
    expect(() => mock.dashboard.secretKeys.create({ allow: ["dance" as never] })).toThrow("422");
  });

  it("belong to their environment, and are unknown once deleted", async () => {
    const { mock } = checkedMock();
    const other = mock.environment("other");
    const { id, value } = other.dashboard.secretKeys.create({ allow: ["createOrganization", "listOrganizations"] });
    const limited = checkedApi(mock, value);

    await limited("POST /organizations", { name: "Blue" });
    expect(other.events.names).toEqual(["organization.created"]);
    other.dashboard.secretKeys.delete({ id });

    expect((await limited("GET /organizations")).status).toBe(401);
  });
});
