// #region docs
import { createClient, optionsFromEnv } from "@workos-kit/client";

// WORKOS_API_KEY, WORKOS_CLIENT_ID: nothing else here reads the environment.
export const workos = createClient(optionsFromEnv(process.env));
// #endregion
