import { isApiError } from "@workos-kit/client";
import { createOrganization, getOrganization } from "@workos-kit/client/operations";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";
import type { Listener } from "./webhooks.ts";

/** Two failures an app survives, and what a mistake looks like. */
export async function survive({ mock, workos }: Stage, listener: Listener, story: Story): Promise<void> {
  const forged = await fetch(listener.url, {
    method: "POST",
    headers: { "workos-signature": `t=${Date.now()}, v1=${"0".repeat(64)}`, "content-type": "application/json" },
    body: JSON.stringify({ id: "event_1", event: "user.created", data: {}, created_at: new Date().toISOString() }),
  });
  const code = listener.refused.at(-1);
  expect(forged.status >= 400 && code !== undefined, "the forged webhook was refused.");
  story.tell(`A forged webhook was answered ${forged.status} (${code}).`);

  const calls = mock.requests.all.length;
  mock.faults.add({ kind: "rateLimit", operation: "getOrganization", times: 2, retryAfterSeconds: 0 });
  const [acme] = (await workos.GET("/organizations", { params: { query: { search: "Acme" } } })).data?.data ?? [];
  expect(acme !== undefined, "Acme is found.");
  await getOrganization(workos, { id: acme.id });
  const attempts = mock.requests.all.length - calls - 1;
  expect(attempts === 3, `the call was to take three attempts, not ${attempts}.`);
  story.tell(`A rate limit was survived: ${attempts} attempts, one answer.`);

  try {
    await createOrganization(workos, { name: "Twin", external_id: "customer-1" });
  } catch (error) {
    expect(isApiError(error, "external_id_already_used"), "the clash has its code.");
    story.tell(`A taken external id became ApiError ${error.status} ${error.code}, request ${error.requestId}.`);
  }
}
