// #region watch
import { watchFlags } from "@workos-kit/client/feature-flags";
import { workos } from "./workos.ts";

export const flags = watchFlags(workos, { onError: (error) => console.warn("flags are not fresh", error) });
export const ready = flags.ready(AbortSignal.timeout(5_000));

export function editorFor(user: string, organization: string | undefined): "new" | "old" {
  return flags.isEnabled("new-editor", { user, organization }) ? "new" : "old";
}
// #endregion

// #region bootstrap
/** For a page that is rendered on the server: the browser gets the decisions, never the flags. */
export function decisionsFor(user: string): Record<string, boolean> {
  return flags.evaluateAll({ user });
}

export function watchFrom(saved: ReturnType<typeof flags.all>) {
  return watchFlags(workos, { bootstrap: saved }); // ready at once
}
// #endregion
