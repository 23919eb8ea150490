// Runs the built server as it runs in production: on a socket, behind a proxy that says by which protocol it was asked.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "sveltekit-"));
const socketPath = join(folder, "socket");
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
Object.assign(process.env, { SOCKET_PATH: socketPath, PROTOCOL_HEADER: "x-forwarded-proto" });
process.on("SIGTERM", () => process.exit());
await import(new URL("../build/index.js", import.meta.url).href);

const proxy = createServer((asked, answer) => {
  const headers = { ...asked.headers, "x-forwarded-proto": "http" };
  const upstream = request({ socketPath, path: asked.url, method: asked.method, headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
  });
  upstream.on("error", () => answer.destroy());
  asked.pipe(upstream);
});
proxy.listen(Number(process.env.PROXY_PORT), "127.0.0.1");
