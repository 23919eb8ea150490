import type { AuthkitOauthResource } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

export const authkitOauthResources = defineTable<AuthkitOauthResource>({
  name: "authkit_oauth_resources",
  label: "AuthKit OAuth resource",
  prefix: "authkit_oauth_resource",
  object: "authkit_oauth_resource",
  unique: { uri: (row) => row.uri },
  clash: () => refusedPlainly(409, "The resource exists already."),
});
