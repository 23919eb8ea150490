import { incomingOf } from "./doors/fetch.ts";
import { createMock, type Mock, type MockOptions } from "./mock.ts";
import { type MockServer, serve } from "./server/serve.ts";

/** What a test gets: the mock, and the server the application under test is pointed at. */
export interface WorkosFixture {
  readonly mock: Mock;
  readonly server: MockServer;
}

/** The part of Playwright's route that is used here. */
interface Route {
  request(): {
    url(): string;
    method(): string;
    headers(): Record<string, string>;
    postData(): string | null;
  };
  fulfill(answer: { status: number; headers: Record<string, string>; body: string }): Promise<void>;
  abort(): Promise<void>;
}

/** The part of Playwright's page or context that is used here. */
interface Routable {
  route(address: string, handler: (route: Route) => Promise<void>): Promise<unknown>;
}

/**
 * Fixtures for `test.extend`: each test has a mock of its own behind a port of its own, so tests run in parallel.
 *
 * @example
 * const test = base.extend(workosFixtures());
 * test("signs in", async ({ page, workos }) => { … });
 */
export function workosFixtures(options: MockOptions = {}) {
  return {
    // Playwright reads the names of fixtures from the pattern of the first parameter: it must be one, even if empty.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    workos: async ({}: object, use: (fixture: WorkosFixture) => Promise<void>): Promise<void> => {
      const mock = createMock(options);
      await using server = await serve(mock);
      await use({ mock, server });
    },
  };
}

/** Answers what a browser asks of the vendor's hosts, without a port. */
export async function routeToMock(page: Routable, mock: Mock): Promise<void> {
  for (const origin of ["https://api.workos.com", "https://auth.workos.com"])
    await page.route(`${origin}/**`, async (route) => {
      const request = route.request();
      const body = request.postData();
      const init = { method: request.method(), headers: request.headers(), ...(body !== null && { body }) };
      const answer = await mock.handle(incomingOf(request.url(), init));
      if (answer.isDropped) await route.abort();
      else await route.fulfill({ status: answer.status, headers: answer.headers, body: answer.body ?? "" });
    });
}
