import { WorkOS } from "@workos-inc/node";
import { createClient } from "@workos-kit/client";
import { createMock, type Mock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { describe, expect, it } from "vitest";
import { access } from "./access.ts";
import { camelCased, type Fields } from "./camel-cased.ts";
import { people } from "./people.ts";
import { things } from "./things.ts";

describe("what the vendor's SDK does, done with the client", () => {
  it.each([...people, ...things, ...access])(
    "$title: the same result, and the same effect",
    async ({ prepare, theirs, ours, ...fields }) => {
      await using before = await open();
      await using after = await open();
      const facts = prepare?.(before.mock) ?? {};
      prepare?.(after.mock);

      const expected = await theirs({ workos: before.vendor, facts, mock: before.mock });
      const result = await ours({ workos: after.client, facts, mock: after.mock });

      // Nothing that the vendor's SDK passes on is missing here; what it drops may come in addition.
      expect(camelCased(result, fields)).toMatchObject(plain(expected, fields));
      expect(callsOf(after.mock)).toEqual(callsOf(before.mock));
      expect(after.mock.events.names).toEqual(before.mock.events.names);
    },
  );
});

/** A mock behind a port with both clients on it; ids and times are the same in each. */
async function open() {
  const mock = createMock({ seed: 1 });
  const server = await serve(mock);
  const { clientId, apiKey } = mock;
  const { port } = server;
  const vendor = new WorkOS(apiKey, { clientId, apiHostname: "127.0.0.1", port, https: false, maxRetries: 0 });
  const client = createClient({ apiKey, clientId, baseUrl: server.url, retries: 0 });
  return { mock, vendor, client, [Symbol.asyncDispose]: () => server.close() };
}

/** Which operations were asked, with what outcome. */
function callsOf(mock: Mock): string[] {
  return mock.requests.all.map(({ method, path, status }) => `${method} ${path} ${status}`);
}

/** As it would be written down: dates as text, nothing where there is nothing. */
function plain(value: unknown, fields: Fields): object {
  return camelCased(JSON.parse(JSON.stringify(value)), fields);
}
