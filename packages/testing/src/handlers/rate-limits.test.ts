import { describe, expect, it } from "vitest";
import { checkedMock } from "../../test/checked-mock.ts";

describe("the documented rate limits", () => {
  it("are off by default", async () => {
    const { api } = checkedMock();
    const statuses = new Set<number>();
    for (let index = 0; index < 8; index++)
      statuses.add((await api("GET /directory_users?directory=directory_1")).status);

    expect(statuses).toEqual(new Set([404]));
  });

  it("refuse the fifth listing of a directory's people within a second", async () => {
    const { mock, api } = checkedMock({ rateLimits: true });
    const list = (directory: string) => api(`GET /directory_users?directory=${directory}`);
    for (let index = 0; index < 4; index++) await list("directory_1");

    const refused = await list("directory_1");

    expect([refused.status, refused.body, refused.headers.get("retry-after")]).toEqual([429, "Ratelimited", "1"]);
    expect((await list("directory_2")).status).toBe(404);
    await mock.clock.advance({ seconds: 1 });
    expect((await list("directory_1")).status).toBe(404);
  });

  it("count mails by address", async () => {
    const { api } = checkedMock({ rateLimits: true });
    const statuses = [];
    for (let index = 0; index < 4; index++)
      statuses.push((await api("POST /user_management/magic_auth", { email: "ada@acme.test" })).status);

    expect(statuses).toEqual([201, 201, 201, 429]);
  });
});
