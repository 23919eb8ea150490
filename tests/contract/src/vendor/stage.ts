import { WorkOS } from "@workos-inc/node";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { record } from "./record.ts";

/** The vendor's SDK, pointed at a mock server of its own. */
export interface VendorStage extends AsyncDisposable {
  readonly mock: Mock;
  readonly workos: WorkOS;
  readonly url: string;
}

/** What one product's exercise does; it throws where an answer is not as the SDK promises. */
export interface Exercise {
  readonly title: string;
  run(stage: VendorStage): Promise<void>;
}

export async function openVendorStage(succeeded: Set<string>): Promise<VendorStage> {
  const mock = createMock();
  const server = await serve(mock);
  const workos = new WorkOS(mock.apiKey, {
    clientId: mock.clientId,
    apiHostname: "127.0.0.1",
    port: server.port,
    https: false,
    // A retry would hide a 5xx of the mock.
    maxRetries: 0,
  });
  return { mock, workos: record(workos, succeeded), url: server.url, [Symbol.asyncDispose]: () => server.close() };
}
