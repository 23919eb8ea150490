// #region items
import { listDirectoryUsers, listOrganizations } from "@workos-kit/client/operations";
import { workos } from "./workos.ts";

export async function countOrganizations(): Promise<number> {
  let count = 0;
  for await (const organization of listOrganizations(workos)) if (organization.domains.length > 0) count++;
  return count;
}
// #endregion

// #region page
export async function firstTwoPages() {
  const page = await listOrganizations(workos, { limit: 10, order: "desc" });
  const next = await page.next(); // undefined behind the last one
  return { ids: [...page.data, ...(next?.data ?? [])].map(({ id }) => id), resumeAt: next?.list_metadata.after };
}
// #endregion

// #region resume
export async function readOn(directory: string, after: string | undefined, save: (cursor: string | null) => void) {
  for await (const page of listDirectoryUsers(workos, { directory, limit: 100, ...(after ? { after } : {}) }).pages()) {
    for (const user of page.data) console.log(user.email);
    save(page.list_metadata.after ?? null); // what is behind this page comes first after a restart
  }
}
// #endregion

// #region collect
export async function newest(): Promise<string[]> {
  const organizations = await listOrganizations(workos, { order: "desc" }).collect(250);
  return organizations.map(({ name }) => name);
}
// #endregion
