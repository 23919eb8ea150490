import { operation, type Rows, unsent, use } from "../row.ts";

export const vault: Rows<"vault"> = {
  readObjectByName: operation("getVaultObjectByName"),
  createDataKey: operation("createDataKey", {}, "Gives `{ id, data_key, encrypted_keys, context }`, flat."),
  decryptDataKey: operation("decryptDataKey", {}, "Gives `{ id, data_key }`."),
  createRekey: operation("rekeyDataKey"),
  listObjects: operation(
    "listVaultObjects",
    { updatedAfter: "updatedAfter" },
    "`updatedAfter` keeps its name, which is the API's, and is text; the SDK sends another name and another text.",
  ),
  createObject: operation("createVaultObject", { context: "key_context" }),
  readObject: operation("getVaultObject"),
  updateObject: operation("updateVaultObject", {}, unsent),
  deleteObject: operation("deleteVaultObject"),
  describeObject: operation("getVaultObjectMetadata"),
  listObjectVersions: operation("listVaultObjectVersions", {}, "Gives the list object: `data` holds the versions."),
  decrypt: use("@workos-kit/client/vault", "decryptTextLocally", {
    renames: { encryptedData: "blob" },
    note: "Opens what the SDK has encrypted. `decryptLocally` gives bytes.",
  }),
  encrypt: use("@workos-kit/client/vault", "encryptLocally", {
    note: "The same format. Takes bytes as well, and a data key to use again.",
  }),
};

export const apiKeys: Rows<"apiKeys"> = {
  createValidation: operation("validateApiKey"),
  deleteApiKey: operation("deleteApiKey"),
  listOrganizationApiKeys: operation("listOrganizationApiKeys"),
  createOrganizationApiKey: operation("createOrganizationApiKey"),
};

export const widgets: Rows<"widgets"> = {
  createToken: operation("createWidgetToken"),
};
