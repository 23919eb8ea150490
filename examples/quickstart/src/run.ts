import { exportAuditLogs } from "./chapters/audit-logs.ts";
import { provisionDirectory } from "./chapters/directory.ts";
import { survive } from "./chapters/failures.ts";
import { meetOrganizations } from "./chapters/organizations.ts";
import { enrolSecondFactor } from "./chapters/second-factor.ts";
import { signIn } from "./chapters/sign-in.ts";
import { listen } from "./chapters/webhooks.ts";
import { openStage } from "./stage.ts";
import type { Story } from "./story.ts";

/** The whole story, against a mock server on a free port of this machine. */
export async function run(story: Story): Promise<void> {
  await using stage = await openStage();
  const started = performance.now();

  story.chapter("Webhooks");
  await using listener = await listen(stage, story);
  story.chapter("Organizations");
  const acme = await meetOrganizations(stage, story);
  story.chapter("Directory Sync");
  await provisionDirectory(stage, listener, story);
  story.chapter("Single sign-on");
  await signIn(stage, story);
  story.chapter("Multi-factor authentication");
  await enrolSecondFactor(stage, story);
  story.chapter("Audit Logs");
  await exportAuditLogs(stage, acme.id, story);
  story.chapter("When things go wrong");
  await survive(stage, listener, story);

  const requests = stage.mock.requests.all.length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  story.tell(
    `\n   ${requests} requests over real HTTP and ${listener.handled.length} webhooks in ${seconds} s; all is stopped again.`,
  );
}
