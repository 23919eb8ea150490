import { describe, expect, it } from "vitest";
import type { OperationId } from "../../src/generated/operation-types.ts";
import { operations } from "../../src/generated/operations.ts";
import type { OperationRow } from "../../src/handlers/operation-row.ts";
import { type CheckedAnswer, checkedApi, checkedMock } from "../checked-mock.ts";

const keyed = operations.filter(({ auth }) => auth === "apiKey");

/** A request that reaches the operation, whatever comes of it. */
function requestOf({ method, path }: OperationRow): [string, object | undefined] {
  return [`${method} ${path.replaceAll(/\{\w+\}/g, "x")}`, method === "GET" ? undefined : {}];
}

/** Sends every request once, and gives the operations that did not answer as they should. */
async function others(
  rows: readonly OperationRow[],
  send: (row: OperationRow) => Promise<CheckedAnswer>,
  isRight: (answer: CheckedAnswer, row: OperationRow) => boolean,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const row of rows) {
    const answer = await send(row);
    if (!isRight(answer, row)) wrong.push(`${row.id}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return wrong;
}

describe("errors that every operation can meet", () => {
  it("is 401 without a key and with an unknown one", async () => {
    const { mock, api } = checkedMock();
    const stranger = checkedApi(mock, "sk_live_unknown");
    const isUnauthorized = ({ status, body }: CheckedAnswer) => status === 401 && body.message === "Unauthorized";

    expect(await others(keyed, (row) => stranger(...requestOf(row)), isUnauthorized)).toEqual([]);
    const without = (row: OperationRow) => api(...requestOf(row), { authorization: "" });
    expect(await others(keyed, without, isUnauthorized)).toEqual([]);
    expect(keyed.length).toBeGreaterThan(240);
  });

  it("is 403 with a key that has not the right", async () => {
    const { mock } = checkedMock();
    const limited = checkedApi(mock, mock.dashboard.secretKeys.create({ allow: [] }).value);

    const isForbidden = ({ status, body }: CheckedAnswer, { id }: OperationRow) =>
      status === 403 && body.message === `This key may not perform ${id}.`;
    expect(await others(keyed, (row) => limited(...requestOf(row)), isForbidden)).toEqual([]);
    const all = mock.dashboard.secretKeys.create({ allow: keyed.map(({ id }) => id as OperationId) });
    const isAllowed = ({ status }: CheckedAnswer) => status !== 401 && status !== 403;
    expect(await others(keyed, (row) => checkedApi(mock, all.value)(...requestOf(row)), isAllowed)).toEqual([]);
  });

  it("is 429 beyond the documented rate, with the time to wait", { timeout: 120_000 }, async () => {
    const { mock, api } = checkedMock({ rateLimits: true });
    const headers = { authorization: `Bearer ${mock.apiKey}` };
    for (let sent = 0; sent < 6000; sent++) await mock.fetch("https://api.workos.com/organizations", { headers });

    const isLimited = ({ status, headers }: CheckedAnswer) => status === 429 && headers.get("retry-after") === "60";
    expect(await others(operations, (row) => api(...requestOf(row)), isLimited)).toEqual([]);
    await mock.clock.advance({ minutes: 1 });
    expect((await api("GET /organizations")).status).toBe(200);
  });
});
