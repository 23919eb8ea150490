import {
  createAuthkitOauthResource,
  createCorsOrigin,
  createRedirectUri,
  deleteAuthkitOauthResource,
  deleteRedirectUri,
  getJwtTemplate,
  listAuthkitOauthResources,
  listCorsOrigins,
  listRedirectUris,
  updateJwtTemplate,
} from "@workos-kit/client/operations";
import { expect } from "vitest";
import type { Exercise } from "./exercise.ts";

export const environment: Exercise = {
  title: "the settings of an environment: redirect URIs, origins, resources, the JWT template",
  async run({ client }) {
    const redirect = await createRedirectUri(client, { uri: "https://app.acme.test/callback" });
    expect(await listRedirectUris(client).collect()).toEqual([redirect]);
    await deleteRedirectUri(client, { id: redirect.id });
    expect(await listRedirectUris(client).collect()).toEqual([]);

    const origin = await createCorsOrigin(client, { origin: "https://app.acme.test" });
    expect(await listCorsOrigins(client).collect()).toEqual([origin]);

    const resource = await createAuthkitOauthResource(client, { uri: "https://mcp.acme.test" });
    expect(await listAuthkitOauthResources(client).collect()).toEqual([resource]);
    await deleteAuthkitOauthResource(client, { id: resource.id });

    const content = '{"mail": {{ user.email }}}';
    await updateJwtTemplate(client, { content });
    expect((await getJwtTemplate(client)).content).toBe(content);
  },
};
