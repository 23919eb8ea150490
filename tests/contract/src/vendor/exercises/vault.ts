import { expect } from "vitest";
import type { Exercise } from "../stage.ts";

export const vault: Exercise = {
  title: "vault objects, data keys and local encryption",
  async run({ workos }) {
    const context = { organization_id: "org_1" };
    const created = await workos.vault.createObject({ name: "token", value: "one", context });
    const { id } = created;
    expect(await workos.vault.readObject({ id })).toMatchObject({ id, name: "token", value: "one" });
    expect((await workos.vault.readObjectByName("token")).value).toBe("one");
    await workos.vault.updateObject({ id, value: "two" });
    await expect(
      workos.vault.updateObject({ id, value: "three", versionCheck: String(created.versionId) }),
    ).rejects.toMatchObject({ status: 409 });
    expect((await workos.vault.describeObject({ id })).value).toBeUndefined();
    expect(await workos.vault.listObjectVersions({ id })).toHaveLength(2);
    expect((await workos.vault.listObjects()).data.map(({ name }) => name)).toEqual(["token"]);
    await workos.vault.deleteObject({ id });
    await expect(workos.vault.readObject({ id })).rejects.toMatchObject({ status: 404 });

    const pair = await workos.vault.createDataKey({ context });
    const key = await workos.vault.decryptDataKey({ keys: pair.encryptedKeys });
    expect(key).toEqual(pair.dataKey);
    const rekeyed = await workos.vault.createRekey({ context: { team: "1" }, encryptedKeys: pair.encryptedKeys });
    expect(rekeyed.encryptedKeys).not.toBe(pair.encryptedKeys);

    const sealed = await workos.vault.encrypt("a secret", context, "for you");
    expect(await workos.vault.decrypt(sealed, "for you")).toBe("a secret");
    await expect(workos.vault.decrypt(sealed, "for others")).rejects.toThrow();
  },
};
