import { incomingOf } from "./doors/fetch.ts";
import { createMock, type Mock, type MockOptions } from "./mock.ts";
import { escapeHtml } from "./pages/page.ts";
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
    isNavigationRequest(): boolean;
  };
  fulfill(answer: { status: number; headers: Record<string, string>; body: string | Buffer }): Promise<void>;
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

/** Answers what a browser asks of the vendor's hosts and of AuthKit domains, without a port. */
export async function routeToMock(page: Routable, mock: Mock): Promise<void> {
  for (const origin of ["https://api.workos.com", "https://auth.workos.com", "https://*.authkit.app"])
    await page.route(`${origin}/**`, async (route) => {
      const request = route.request();
      const body = request.postData();
      const init = { method: request.method(), headers: request.headers(), ...(body !== null && { body }) };
      const answer = await mock.handle(incomingOf(request.url(), init));
      const { location } = answer.headers;
      // Playwright gives a page all of an answer or none.
      if (answer.isDropped || answer.cutAfterBytes !== undefined) await route.abort();
      else if (location !== undefined && request.isNavigationRequest()) await route.fulfill(leadTo(location));
      else
        await route.fulfill({
          status: answer.status,
          headers: answer.headers,
          body: typeof answer.body === "object" ? Buffer.from(answer.body) : (answer.body ?? ""),
        });
    });
}

/** A page that leads on: where a redirect goes, Playwright routes nothing, and the vendor itself might be reached. */
function leadTo(location: string): { status: number; headers: Record<string, string>; body: string } {
  const body = `<!doctype html><meta http-equiv="refresh" content="0;url=${escapeHtml(location)}">`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "referrer-policy": "no-referrer" },
    body,
  };
}
