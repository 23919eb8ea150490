import { createMock } from "@workos-kit/testing";
import { workosHandlers } from "@workos-kit/testing/msw";
import { getResponse, HttpResponse, http } from "msw";
import { interleave, median } from "../_interleave.ts";
import { cost, note } from "./_report.ts";

const headers = { authorization: "Bearer sk_test_default", "content-type": "application/json" };
const base = "https://api.workos.com";

/** What a mock and a request cost where there is no port. */
export async function measureInProcess(): Promise<void> {
  console.log("\nIn process");
  note("createMock", (await cost(5, 20, () => createMock())) / 1000, "ms", { most: 5 });
  const mock = createMock();
  const { id } = mock.dashboard.organizations.create({ name: "Acme" });
  const get = () => mock.fetch(`${base}/organizations/${id}`, { headers });
  const post = (index: number) =>
    mock.fetch(`${base}/organizations`, {
      method: "POST",
      headers,
      body: JSON.stringify({ name: `Organization ${index}` }),
    });
  note("mock.fetch, get by id", await cost(5, 4000, get), "µs", { most: 100 });
  note("mock.fetch, create, with validation", await cost(5, 2000, post), "µs", { most: 100 });
  note("reset after 1,000 rows", resetCost(), "ms", { most: 1 });
  await measureMsw();
}

async function measureMsw(): Promise<void> {
  const one = [http.all(`${base}/*`, () => HttpResponse.json({ id: "org_1", name: "Acme" }))];
  const all = workosHandlers(createMock({ data: { organizations: [{ id: "org_1", name: "Acme" }] } }));
  // The same handler with one operation behind it: what the number of operations adds, and nothing else.
  const single = createMock();
  const bound = [http.all(`${base}/organizations/*`, ({ request }) => single.fetch(request))];
  single.dashboard.organizations.create({ id: "org_1", name: "Acme" });
  const through = (handlers: typeof one) => () =>
    getResponse(handlers, new Request(`${base}/organizations/org_1`, { headers }));
  const measured = await interleave({
    "MSW, one operation of the mock": through(bound),
    "MSW, every operation": through(all),
    "MSW, one bare handler with a fixed answer": through(one),
  });
  for (const { name, cpuMicros } of measured) note(name, cpuMicros, "µs");
  note("  every operation against one", 1 / (measured[1]?.ratio ?? 1), "×", { most: 1.05 });
}

function resetCost(): number {
  const mock = createMock();
  const samples = Array.from({ length: 5 }, () => {
    for (let index = 0; index < 1000; index++) mock.dashboard.organizations.create({ name: "Acme" });
    const started = performance.now();
    mock.reset();
    return performance.now() - started;
  });
  return median(samples);
}
