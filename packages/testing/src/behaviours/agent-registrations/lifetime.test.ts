import { expect, it } from "vitest";
import { checkedMock } from "../../../test/checked-mock.ts";

it("lasts as long again from each renewal", async () => {
  const { mock, api } = checkedMock();
  const { agentRegistrations } = mock.dashboard;
  const organization = mock.dashboard.organizations.create({ name: "Acme" });
  const { id } = agentRegistrations.create({ organization, expires_in_seconds: 60 });
  const statusIn = async (seconds: number) => {
    await mock.clock.advance({ seconds });
    return (await api(`GET /agents/registrations/${id}`)).body.status;
  };

  expect(await statusIn(45)).toBe("unverified");
  agentRegistrations.refresh({ id });

  expect([await statusIn(45), await statusIn(15)]).toEqual(["unverified", "expired"]);
});
