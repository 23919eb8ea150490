/** Where this application is reached. Its `/callback` has to be among the environment's redirect URIs. */
export const appUrl = process.env.APP_URL ?? "http://localhost:3000";

/** Cookies are for https alone, except on a developer's machine. */
export const secure = appUrl.startsWith("https:");
