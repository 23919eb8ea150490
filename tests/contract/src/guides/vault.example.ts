// #region local
import { decryptTextLocally, encryptLocally, VaultBlobError } from "@workos-kit/client/vault";
import { workos } from "./workos.ts";

export async function seal(rowId: string, organizationId: string, text: string): Promise<string> {
  // The row's id is not secret, but without it the blob does not open: a blob cannot be moved to another row.
  return encryptLocally(workos, { data: text, context: { organization_id: organizationId }, associatedData: rowId });
}

export async function unseal(rowId: string, blob: string): Promise<string | undefined> {
  try {
    return await decryptTextLocally(workos, { blob, associatedData: rowId });
  } catch (error) {
    if (VaultBlobError.isInstance(error)) return undefined; // changed, moved, or never a blob
    throw error;
  }
}

// #endregion

// #region many
import { createDataKey } from "@workos-kit/client/operations";

export async function sealAll(texts: readonly string[], context: Record<string, string>): Promise<string[]> {
  const key = await createDataKey(workos, { context }); // one call for all of them
  return Promise.all(texts.map((data) => encryptLocally(workos, { data, key })));
}

// #endregion

// #region objects
import { createVaultObject, getVaultObjectByName } from "@workos-kit/client/operations";

export async function keep(name: string, value: string): Promise<string> {
  await createVaultObject(workos, { name, value, key_context: { purpose: "tokens" } });
  return (await getVaultObjectByName(workos, { name })).value;
}
// #endregion
