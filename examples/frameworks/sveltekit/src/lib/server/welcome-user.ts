import { updateUser } from "@workos-kit/client/operations";
import { workos } from "./workos.ts";

/**
 * Stands for an application's work: creates an account of its own, and tells WorkOS its id. It may run again for the
 * same user, so it must bear that: a delivery is repeated until it is answered with success.
 */
export async function welcomeUser(user: { id: string; email: string }): Promise<void> {
  await updateUser(workos, { id: user.id, external_id: `account_of_${user.email}` });
}
