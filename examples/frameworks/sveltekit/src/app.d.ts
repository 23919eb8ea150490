import type { SignedIn, SignedOut } from "@workos-kit/client/session";

declare global {
  namespace App {
    interface Locals {
      /** Who is asking, by the cookie of the request. */
      session: SignedIn | SignedOut;
    }
  }
}
