import { connect } from "node:net";
import { expect, it, vi } from "vitest";
import { generateTestHeader } from "../../src/testing.ts";
import { secret } from "./endpoint-contract.ts";

/** Ways in which a request can fail below the framework. None of them takes a secret. */
const breakages: Record<string, (body: string) => [headers: string, sent: string, hangsUp: boolean]> = {
  "a body longer than it says": (body) => [`content-length: ${body.length - 5}\r\nconnection: close\r\n`, body, false],
  "a body shorter than it says, and a hang-up": (body) => [`content-length: ${body.length + 5}\r\n`, body, true],
  "chunks that are none": (body) => ["transfer-encoding: chunked\r\n", body, false],
  "a hang-up ahead of the body": (body) => [`content-length: ${body.length}\r\n`, "", true],
};

/** Sends half a request over TCP, and waits until either side has closed. */
async function send(url: string, [headers, body, hangsUp]: [string, string, boolean], sigHeader: string) {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const closed = new Promise((resolve) => socket.on("error", () => {}).on("close", resolve));
  socket.resume().write(`POST /webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`);
  socket.write(`workos-signature: ${sigHeader}\r\n${headers}\r\n${body}`, () => {
    if (hangsUp) setTimeout(() => socket.destroy(), 10);
  });
  await closed;
}

/** What must hold for every server: no request ends it, and it goes on answering. */
export function itOutlivesBreakage(url: () => string): void {
  it.each(Object.entries(breakages))("outlives %s", async (_name, breakage) => {
    const stray = vi.fn();
    for (const name of ["unhandledRejection", "uncaughtException"]) process.on(name, stray);
    const body = '{"id":"event_broken","event":"user.deleted","data":{}}';

    for (const signer of [secret, "guess"])
      await send(url(), breakage(body), await generateTestHeader(body, { secret: signer }));

    expect((await fetch(url(), { method: "POST", body })).status).toBe(400);
    for (const name of ["unhandledRejection", "uncaughtException"]) process.off(name, stray);
    expect(stray.mock.calls).toEqual([]);
  });
}
