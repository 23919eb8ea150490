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

    for (const { status, code } of documentedErrors(id)) {
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

    expect(() => mock.fail("createOrganization", 410)).toThrow(/documents no 410\. Documented: 400 /);
    expect(() => mock.fail("createOrganization", 400, { code: "tea" })).toThrow("documents no 400 tea");
  });

  it("are not given for operations that do not exist, nor is anything else", () => {
    const { mock } = checkedMock();

    for (const attempt of [
      () => mock.fail("createOrganisation" as "createOrganization", 400),
      () => mock.override("createOrganisation" as "createOrganization", { status: 400 }),
      () => mock.faults.add({ kind: "drop", operation: "createOrganisation" }),
    ])
      expect(attempt).toThrow(/There is no operation "createOrganisation"\. Nearest: create/);
  });
});
