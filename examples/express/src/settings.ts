/** What the app needs to know of its surroundings. */
export interface Settings {
  apiKey: string;
  clientId: string;
  /** Encrypts session cookies: at least 32 characters, the same on every server. */
  cookiePassword: string;
  webhookSecret: string;
  /** Where browsers reach this app, such as `https://app.example.com`; `<appUrl>/callback` is a redirect URI. */
  appUrl: string;
  /** @default the real API */
  baseUrl?: string | undefined;
}

/** Reads the settings from the environment, and says which are missing. */
export function settingsFrom(env: Record<string, string | undefined>): Settings {
  const read = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`Set ${name}; README.md lists what the app needs.`);
    return value;
  };
  return {
    apiKey: read("WORKOS_API_KEY"),
    clientId: read("WORKOS_CLIENT_ID"),
    cookiePassword: read("WORKOS_COOKIE_PASSWORD"),
    webhookSecret: read("WORKOS_WEBHOOK_SECRET"),
    appUrl: env.APP_URL ?? "http://localhost:3000",
    baseUrl: env.WORKOS_BASE_URL,
  };
}
