import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { authenticateWithPassword } from "@workos-kit/client/auth";
import { createSessions } from "@workos-kit/client/session";
import { servicePath, startRedis } from "@workos-kit/test-services";
import { describe, expect, it } from "vitest";
import { email, openStageWithUser, password } from "./stage.ts";

const cookiePassword = "a password of at least thirty-two characters";
const program = fileURLToPath(new URL("./shared-refresh-process.ts", import.meta.url));

describe("two servers of one app, with fifty requests of one session that has expired", () => {
  it.skipIf(servicePath("redis") === undefined)("refresh it once with a lock that they share", async () => {
    await using redis = await startRedis();
    await using stage = await openStageWithUser();

    const outcomes = await readInTwoProcesses(stage, redis.url);

    expect(outcomes).toHaveLength(50);
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(outcomes[0]).toEqual({ setCookie: expect.stringMatching(/^wos-session=Fe26/) });
    expect(refreshesOf(stage)).toBe(1);
    expect(stage.mock.events.names).not.toContain("session.revoked");
  });

  it("sign the person out without one: the second refresh token is spent", async () => {
    await using stage = await openStageWithUser();

    const outcomes = await readInTwoProcesses(stage);

    expect(outcomes).toContainEqual({ reason: "invalid_grant" });
    expect(refreshesOf(stage)).toBe(2);
  });
});

type Stage = Awaited<ReturnType<typeof openStageWithUser>>;

async function readInTwoProcesses({ mock, client, url }: Stage, redisUrl?: string): Promise<object[]> {
  mock.dashboard.settings.update({ access_token_lifetime_seconds: -60, revoke_on_refresh_token_reuse: true });
  const sessions = createSessions(client, { password: cookiePassword });
  const [cookie = ""] = (await sessions.start(await authenticateWithPassword(client, { email, password }))).split(";");
  mock.dashboard.settings.update({ access_token_lifetime_seconds: 300 });
  const input = [
    url,
    mock.apiKey,
    mock.clientId,
    cookiePassword,
    cookie,
    ...(redisUrl === undefined ? [] : [redisUrl]),
  ];
  const children = [fork(program, input), fork(program, input)];

  await Promise.all(children.map((child) => messageOf(child)));
  const answers = children.map((child) => messageOf<object[]>(child));
  for (const child of children) child.send("go");
  return (await Promise.all(answers)).flat();
}

async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, "message");
  return message as Message;
}

function refreshesOf({ mock }: Stage): number {
  return mock.requests.of("authenticate", { body: { grant_type: "refresh_token" } }).length;
}
