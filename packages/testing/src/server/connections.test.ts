import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { Connections } from "./connections.ts";

it("waits for answers that never come no longer than it must", async () => {
  let gone = () => {};
  const isGone = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const server = createServer((_, response) => response.once("close", gone));
  const connections = new Connections(server, { withClientsMs: 5, withAnswersMs: 20 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const asked = new Promise((resolve) => server.once("request", resolve));
  const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`).catch(() => "none");
  await asked;

  await connections.close();

  expect(await answer).toBe("none");
  await isGone;
});
