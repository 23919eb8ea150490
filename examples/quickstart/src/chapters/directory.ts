import { listDirectoryUsers } from "@workos-kit/client/operations";
import type { Stage } from "../stage.ts";
import { expect, type Story } from "../story.ts";
import type { Listener } from "./webhooks.ts";

/** The customer's identity provider sends people and groups: what no API call can do, the mock's dashboard does. */
export async function provisionDirectory(stage: Stage, listener: Listener, story: Story): Promise<void> {
  const { mock, workos } = stage;
  const { directory } = mock.dashboard.directories.provision({
    organization: "Acme",
    name: "Acme people",
    groups: [{ name: "Engineering" }, { name: "Sales" }],
    users: [
      { email: "ada@acme.test", first_name: "Ada", groups: ["Engineering"] },
      { email: "grace@acme.test", first_name: "Grace", groups: ["Engineering"] },
      { email: "joan@acme.test", first_name: "Joan", groups: ["Sales"] },
    ],
  });
  const people = await listDirectoryUsers(workos, { directory: directory.id }).collect();
  expect(people.length === 3, "three people were provisioned.");
  story.tell(`Provisioned the directory "${directory.name}": ${people.length} people in 2 groups.`);

  await mock.webhooks.settled();
  const dsync = listener.handled.filter((name) => name.startsWith("dsync."));
  expect(dsync.length === 9, `nine dsync events were to arrive, not ${dsync.length}.`);
  story.tell(
    `Received ${listener.handled.length} signed webhooks so far, ${dsync.length} of them dsync.*; every signature verified.`,
  );

  // WorkOS delivers at least once: the same event again must not be handled again.
  const before = listener.handled.length;
  const [first] = mock.webhooks.deliveries;
  expect(first !== undefined, "there is a delivery to repeat.");
  await mock.webhooks.resend(first.id);
  expect(listener.handled.length === before, "a duplicate was handled twice.");
  story.tell("Delivered one of them a second time: answered 200 and skipped as a duplicate.");
}
