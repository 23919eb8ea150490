import { describe, expect, it } from "vitest";
import { openStageWithUser } from "../stage.ts";
import { exercises } from "./exercises/index.ts";
import { faultsOfAnswer } from "./faults-of-answer.ts";
import { operationsWithoutMethod } from "./operations-without-method.ts";

const answered = new Set<string>();

describe("our client against the mock", () => {
  it.each(exercises)("does $title", async ({ run }) => {
    await using stage = await openStageWithUser();

    await run(stage);

    const faults: string[] = [];
    for (const { operation, status, answer, warnings } of stage.mock.requests.all) {
      // Pages for people are no operations; the mock names them by their address.
      if (operation === undefined || operation.includes(" ")) continue;
      if (status < 400) answered.add(operation);
      // What was sent is checked by the mock: warnings name what the spec does not know.
      faults.push(
        ...warnings.map((warning) => `${operation}: ${warning}`),
        ...faultsOfAnswer(operation, status, answer),
      );
    }
    expect(faults).toEqual([]);
    stage.mock.requests.expectNoSurprise();
  });

  it("has called every operation, also those that the vendor's SDK has no method for", () => {
    const { all, without } = operationsWithoutMethod();
    const count = (ids: string[]) => `${ids.filter((id) => answered.has(id)).length} of ${ids.length}`;

    console.log(
      `${count(all)} operations answer our client, ${count(without)} of them have no method in the vendor's SDK.`,
    );

    expect(all.filter((id) => !answered.has(id))).toEqual([]);
    expect(without.length).toBeGreaterThan(40);
  });
});
