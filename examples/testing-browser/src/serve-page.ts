import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

/** A page on loopback, with the service worker that MSW needs beside it. */
export interface ServedPage extends AsyncDisposable {
  readonly url: string;
}

/** Bundles the page with one major of MSW and serves it. */
export async function servePage(msw: "msw" | "msw-2"): Promise<ServedPage> {
  const { outputFiles } = await build({
    entryPoints: [new URL("./page.ts", import.meta.url).pathname],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    // Not the tsconfig.json that stands beside a package in this repository: packages from npm have none.
    tsconfigRaw: {},
    alias: { "msw/browser": `${msw}/browser`, msw },
    logLevel: "silent",
  });
  const worker = createRequire(import.meta.url).resolve(`${msw}/mockServiceWorker.js`);
  const files = new Map<string, readonly [string, string]>([
    ["/", ["text/html", '<!doctype html><title>App</title><script type="module" src="/page.js"></script>']],
    ["/page.js", ["text/javascript", outputFiles[0]?.text ?? ""]],
    // `npx msw init public` puts this file into a project.
    ["/mockServiceWorker.js", ["text/javascript", await readFile(worker, "utf8")]],
    ["/elsewhere", ["text/plain", "from the network"]],
  ]);
  const server = createServer((request, response) => {
    const [type, body] = files.get(request.url ?? "") ?? ["text/plain", ""];
    response.setHeader("content-type", type).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/`, [Symbol.asyncDispose]: close };
}
