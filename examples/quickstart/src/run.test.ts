import { describe, expect, it } from "vitest";
import { run } from "./run.ts";
import { createStory } from "./story.ts";

describe("the quickstart", () => {
  it("tells its story to the end, over real HTTP", async () => {
    const lines: string[] = [];

    await run(createStory((line) => lines.push(line)));

    expect(lines.filter((line) => /^\n\d+\. /.test(line))).toHaveLength(7);
    expect(lines.join("\n")).toContain("101 organizations");
    expect(lines.join("\n")).toContain("skipped as a duplicate");
  });
});
