import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const flag = { slug: "editor", enabled: true, default_value: true, targets: { users: [], organizations: [] } };

it.each([
  ["has its flags", "ready", 200, { editor: flag }, '{"editor":true}\n'],
  ["has closed them at once", "closed", 200, { editor: flag }, ""],
  ["has a key that is refused", "refused", 401, { message: "Unauthorized" }, "401\n"],
  ["has closed them while the API was down", "down", 503, {}, ""],
])("a process ends by itself, and quietly, once it %s", async (_, way, status, body, expected) => {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const child = fork(
    fileURLToPath(new URL("./flags-and-exit.ts", import.meta.url)),
    [`http://127.0.0.1:${port}`, way],
    { silent: true, timeout: 20_000 },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));

  expect([code, output]).toEqual([0, expected]);
  server.closeAllConnections();
  server.close();
});
