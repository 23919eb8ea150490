import { ConnectionError, createClient, TimeoutError } from "@workos-kit/client";
import { downloadAuditLogExport } from "@workos-kit/client/audit-logs";
import {
  createAuditLogExport,
  createOrganization,
  getOrganization,
  listOrganizations,
} from "@workos-kit/client/operations";
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { equal, rejection, type Suite } from "../suite.ts";

/** The runtime's own fetch, over a real connection to the mock. */
async function withServer(run: (stage: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const stage = await open();
  try {
    await run(stage);
  } finally {
    await stage.server.close();
  }
}

async function open() {
  const mock = createMock({ seed: 1, start: new Date() });
  const server = await serve(mock, { port: 0 });
  return { mock, server, workos: createClient({ apiKey: mock.apiKey, baseUrl: server.url }) };
}

export const suite: Suite = {
  "creates, reads and lists over HTTP": () =>
    withServer(async ({ workos }) => {
      const { id } = await createOrganization(workos, { name: "Zoë 💡" });
      equal((await getOrganization(workos, { id })).name, "Zoë 💡");
      equal(
        await listOrganizations(workos)
          .collect(10)
          .then((all) => all.length),
        1,
      );
      const { status, requestId } = await getOrganization(workos, { id })
        .withResponse()
        .then(({ response, requestId }) => ({ status: response.status, requestId }));
      equal([status, typeof requestId], [200, "string"]);
    }),
  "repeats what a dropped connection took, and names what failed": () =>
    withServer(async ({ mock, workos }) => {
      const { id } = await createOrganization(workos, { name: "Acme" });
      mock.faults.add({ kind: "drop", operation: "getOrganization", times: 1 });
      equal((await getOrganization(workos, { id })).name, "Acme");
      // Without an end, because Bun and Deno repeat a GET themselves when a kept connection turns out to be closed.
      mock.faults.add({ kind: "drop", operation: "getOrganization" });
      equal(ConnectionError.isInstance(await rejection(() => getOrganization(workos, { id }))), true);
    }),
  "covers slow answers with its time-out": () =>
    withServer(async ({ mock, workos }) => {
      mock.faults.add({ kind: "latency", operation: "listOrganizations", ms: 500, times: 1 });
      const error = await rejection(() => listOrganizations(workos, {}, { timeoutMs: 50, retries: 0 }));
      equal(TimeoutError.isInstance(error), true);
    }),
  "streams an export of audit logs": () =>
    withServer(async ({ mock, workos }) => {
      const { id } = await createOrganization(workos, { name: "Acme" });
      const range = {
        range_start: new Date(Date.now() - 86_400_000).toISOString(),
        range_end: new Date().toISOString(),
      };
      const made = await createAuditLogExport(workos, { organization_id: id, ...range });
      await mock.clock.advance({ minutes: 1 });
      let text = "";
      const decoder = new TextDecoder();
      const sink = {
        write: (chunk: Uint8Array) => {
          text += decoder.decode(chunk, { stream: true });
        },
      };
      const { bytes } = await downloadAuditLogExport(workos, made, sink);
      equal([bytes, text.startsWith("id,")], [text.length, true]);
    }),
};
