import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import { equal, rejection, type Suite } from "../suite.ts";

export const suite: Suite = {
  "serves over HTTP, and lets go of its port": async () => {
    const mock = createMock({ seed: 1 });
    const server = await serve(mock, { port: 0 });
    const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
    const created = await fetch(`${server.url}/organizations`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name: "Zoë 💡" }),
    });
    const { id, name } = (await created.json()) as { id: string; name: string };
    equal([created.status, name], [201, "Zoë 💡"]);
    equal((await (await fetch(`${server.url}/organizations/${id}`, { headers })).json()).id, id);
    await (await fetch(`${server.url}/_mock/reset`, { method: "POST", headers })).text();
    equal((await fetch(`${server.url}/organizations/${id}`, { headers })).status, 404);
    await server.close();
    equal((await rejection(() => fetch(server.url))) instanceof Error, true);
  },
  "breaks connections off when it is told to": async () => {
    const mock = createMock({ seed: 1 });
    const server = await serve(mock, { port: 0 });
    mock.faults.add({ kind: "drop" });
    const headers = { authorization: `Bearer ${mock.apiKey}` };
    const error = await rejection(() => fetch(`${server.url}/organizations`, { headers }));
    await server.close();
    equal(error instanceof Error, true);
  },
};
