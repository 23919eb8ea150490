import * as api from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const vault: Exercise = {
  title: "vault objects with their versions, and data keys",
  async run({ client }) {
    const key_context = { organization_id: "org_1" };
    const { id } = await api.createVaultObject(client, { name: "token", value: "one", key_context });
    expect(await api.getVaultObject(client, { id })).toMatchObject({ id, name: "token", value: "one" });
    expect((await api.getVaultObjectByName(client, { name: "token" })).value).toBe("one");
    const { metadata } = await api.getVaultObjectMetadata(client, { id });
    await api.updateVaultObject(client, { id, value: "two", version_check: metadata.version_id ?? "" });
    const late = api.updateVaultObject(client, { id, value: "three", version_check: metadata.version_id ?? "" });
    await expect(late).rejects.toMatchObject({ status: 409 });
    expect((await api.listVaultObjectVersions(client, { id })).data).toHaveLength(2);
    expect((await api.listVaultObjects(client).collect()).map(({ name }) => name)).toEqual(["token"]);
    await api.deleteVaultObject(client, { id });

    const pair = await api.createDataKey(client, { context: key_context });
    expect((await api.decryptDataKey(client, { keys: pair.encrypted_keys })).data_key).toBe(pair.data_key);
    const moved = await api.rekeyDataKey(client, { context: { team: "1" }, encrypted_keys: pair.encrypted_keys });
    expect(moved.encrypted_keys).not.toBe(pair.encrypted_keys);
  },
};
