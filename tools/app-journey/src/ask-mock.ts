import type { Mock } from "@workos-kit/testing";

/** Changes something in a mock by its API, for what its dashboard has no function for. */
export async function askMock(mock: Mock, method: "DELETE" | "PUT", path: string, body?: object): Promise<void> {
  const headers = { authorization: `Bearer ${mock.apiKey}`, "content-type": "application/json" };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await mock.fetch(`https://api.workos.com${path}`, { method, headers, ...content });
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}.`);
}
