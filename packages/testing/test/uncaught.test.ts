import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// Node prints the line that threw. Of a bundle without line ends that would be all of it, in front of the words.
it("an error that nobody catches shows its words on one screen, as installed", () => {
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const program = 'import("@workos-kit/testing").then(({ createMock }) => createMock({ seeds: 1 }))';

  const { stderr, status } = spawnSync(process.execPath, ["-e", program], { cwd, encoding: "utf8" });

  expect(status).toBe(1);
  expect(stderr).toContain('TypeError: createMock has no "seeds". Known: seed,');
  expect(stderr.length).toBeLessThan(2_000);
});
