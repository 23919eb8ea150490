import { describe, expect, it } from "vitest";
import { openStageWithUser } from "../stage.ts";
import { certificates } from "./certificates.ts";
import { connect } from "./connect.ts";
import { environment } from "./environment.ts";
import type { Exercise } from "./exercise.ts";
import { operationsWithoutMethod } from "./operations-without-method.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";

const exercises: Exercise[] = [certificates, connect, environment, organizations, people];
const answered = new Set<string>();

describe("what the vendor's SDK has no method for", () => {
  it.each(exercises)("works through our client: $title", async ({ run }) => {
    await using stage = await openStageWithUser();

    await run(stage);

    expect(() => stage.mock.requests.expectNoSurprise()).not.toThrow();
    for (const { operation, status } of stage.mock.requests.all)
      if (operation !== undefined && status < 400) answered.add(operation);
  });

  it("was all called, and answered", () => {
    const { all, without } = operationsWithoutMethod();
    const done = without.filter((id) => answered.has(id));

    console.log(
      `${done.length} of the ${without.length} operations that the vendor's SDK has no method for (of ${all.length}) answer our client.`,
    );

    expect(without.filter((id) => !answered.has(id))).toEqual([]);
    expect(without.length).toBeGreaterThan(40);
  });
});
