import { type Client, createClient, createPublicClient, type PublicCore } from "@workos-kit/client";
import { createMock, type Mock, type MockOptions } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";

export const email = "ada@acme.test";
export const password = "correct-Horse-7-staple";
export const callback = "https://app.acme.test/callback";

/** Our client, and one without a key, over real HTTP at a mock server of their own. */
export interface Stage extends AsyncDisposable {
  readonly mock: Mock;
  readonly client: Client;
  readonly publicClient: PublicCore;
  readonly url: string;
}

export async function openStage(options: MockOptions = { seed: 1 }): Promise<Stage> {
  const mock = createMock(options);
  const server = await serve(mock);
  const { clientId } = mock;
  return {
    mock,
    client: createClient({ apiKey: mock.apiKey, clientId, baseUrl: server.url }),
    publicClient: createPublicClient({ clientId, baseUrl: server.url }),
    url: server.url,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** The same with one user who has a password. */
export async function openStageWithUser(options?: MockOptions) {
  const stage = await openStage(options);
  const user = stage.mock.dashboard.users.create({ email, password, email_verified: true });
  const join = (name: string) => {
    const organization = stage.mock.dashboard.organizations.create({ name });
    stage.mock.dashboard.organizationMemberships.create({ user, organization });
    return organization;
  };
  return { ...stage, user, join };
}

/** Follows an address like a browser: gives where it redirects to. */
export async function visit(url: string): Promise<URL> {
  const response = await fetch(url, { redirect: "manual" });
  await response.body?.cancel();
  return new URL(response.headers.get("location") ?? `missing:${response.status}`);
}

/** What a promise failed with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
}
