import { describe, expect, it } from "vitest";
import type { OperationId } from "../src/generated/operation-types.ts";
import { operations } from "../src/generated/operations.ts";
import { documentedErrors } from "../src/handlers/documented-error.ts";
import { checkedMock } from "./checked-mock.ts";

describe("documented errors", () => {
  it.each(operations.map(({ id }) => id as OperationId))("of %s can all be provoked", async (id) => {
    const { mock, api } = checkedMock();
    const operation = operations.find((each) => each.id === id);
    const path = operation?.path.replaceAll(/\{\w+\}/g, "x");

    for (const { status, code } of await documentedErrors(id)) {
      mock.fail(id, status, code === undefined ? {} : { code });
      // The answer is checked against the spec on its way.
      const answer = await api(`${operation?.method} ${path}`, operation?.method === "GET" ? undefined : {});

      expect(answer.status).toBe(status);
      if (code !== undefined) expect([answer.body.code, answer.body.error]).toContain(code);
    }
  });

  it("are given once, and only if they are documented", async () => {
    const { mock, api } = checkedMock();
    mock.fail("createOrganization", 409);
    expect((await api("POST /organizations", { name: "A" })).status).toBe(409);
    expect((await api("POST /organizations", { name: "A" })).status).toBe(201);

    mock.fail("createOrganization", 410);
    const answer = await api("POST /organizations", { name: "A" });
    expect(answer.status).toBe(500);
    expect(answer.body.message).toContain("Documented: 400");
  });
});
