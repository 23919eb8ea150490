import type { RedirectUri } from "../../generated/schemas.ts";
import { problem } from "../../problem.ts";
import { defineTable } from "../../world/definition.ts";

export const redirectUris = defineTable<RedirectUri>({
  name: "redirect_uris",
  label: "Redirect URI",
  prefix: "redir",
  object: "redirect_uri",
  unique: { uri: (row) => row.uri },
  clash: (_, row) => problem(422, { message: `The redirect URI ${row.uri} exists already.`, errors: [] }),
});
