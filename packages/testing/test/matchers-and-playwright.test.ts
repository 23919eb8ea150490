import { describe, expect, it } from "vitest";
import "../src/vitest.ts";
import { createMock } from "../src/mock.ts";
import { routeToMock, type WorkosFixture, workosFixtures } from "../src/playwright.ts";
import { checkedMock } from "./checked-mock.ts";

describe("the matchers", () => {
  it("look at requests, events and messages", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme" });
    mock.world.send({ channel: "email", to: "ada@acme.test", kind: "invitation", text: "Welcome" });

    expect(mock).toHaveReceived("createOrganization", { body: { name: "Acme" } });
    expect(mock).toHaveEmitted("organization.created", { name: "Acme" });
    expect(mock).toHaveSent("ada@acme.test", { kind: "invitation" });
    expect(mock).not.toHaveReceived("createOrganization", { body: { name: "Blue" } });
  });

  it("say how near the nearest came", async () => {
    const { mock, api } = checkedMock();
    await api("POST /organizations", { name: "Acme" });

    expect(() => expect(mock).toHaveReceived("createOrganization", { body: { name: "Blue" } })).toThrow(
      'body.name is "Acme"',
    );
    expect(() => expect(mock).toHaveEmitted("organization.created", { name: "Blue" })).toThrow('name is "Acme"');
    expect(() => expect(mock).toHaveSent("ada@acme.test")).toThrow("sent was: nothing");
  });
});

describe("a misspelt name", () => {
  it("fails even where nothing is expected", () => {
    const { mock } = checkedMock();

    // @ts-expect-error there is no such operation
    expect(() => expect(mock).not.toHaveReceived("creatUser")).toThrow("no operation");
    // @ts-expect-error there is no such event
    expect(() => expect(mock).not.toHaveEmitted("user.creatd")).toThrow("no event");
    // @ts-expect-error there is no such field
    expect(() => expect(mock).not.toHaveReceived("createUser", { boddy: {} })).toThrow('has no "boddy"');
  });

  it("is told from something that is no mock", () => {
    expect(() => expect(undefined).not.toHaveReceived("createUser")).toThrow("is asked of a mock");
    expect(() => expect({}).toHaveEmitted("user.created")).toThrow("is asked of a mock");
    expect(() => expect(createMock()).toHaveSent(5 as never)).toThrow("wants an e-mail address");
  });
});

describe("the Playwright door", () => {
  it("gives each test a mock behind a port, and takes it away", async () => {
    let address = "";
    const use = async ({ mock, server }: WorkosFixture) => {
      address = server.url;
      mock.dashboard.organizations.create({ id: "org_1", name: "Acme" });
      const headers = { authorization: `Bearer ${mock.apiKey}` };
      expect((await fetch(`${address}/organizations/org_1`, { headers })).status).toBe(200);
    };

    await workosFixtures().workos({}, use);

    await expect(fetch(`${address}/_mock/ready`)).rejects.toThrow();
  });

  it("answers what a page asks of the vendor", async () => {
    const routes = new Map<string, (route: never) => Promise<void>>();
    const page = {
      route: async (address: string, handler: (route: never) => Promise<void>) => routes.set(address, handler),
    };
    await routeToMock(page as never, createMock());
    const answers: { status: number }[] = [];
    const request = {
      url: () => "https://api.workos.com/organizations",
      method: () => "GET",
      headers: () => ({}),
      postData: () => null,
      isNavigationRequest: () => false,
    };
    const route = {
      request: () => request,
      fulfill: async (answer: { status: number }) => void answers.push(answer),
      abort: async () => {},
    };

    await routes.get("https://api.workos.com/**")?.(route as never);

    expect(answers).toMatchObject([{ status: 401 }]);
  });
});
