import { defineEnvVars } from "@sveltejs/kit/env";
import { building } from "$app/env";

/** What has to be set where the server runs. The build goes without: no secret is needed there. */
function schema(value: string | undefined): string {
  if (!value && !building) throw new Error("It is not set.");
  return value ?? "";
}

export const variables = defineEnvVars({
  APP_URL: { schema, description: "Where this application is reached; `/callback` there has to be a redirect URI." },
  WORKOS_API_KEY: { schema },
  WORKOS_CLIENT_ID: { schema },
  WORKOS_BASE_URL: { schema: (value) => value, description: "Leads to a mock; may be left out." },
  WORKOS_COOKIE_PASSWORD: { schema, description: "32 characters or more." },
  WORKOS_WEBHOOK_SECRET: { schema },
});
