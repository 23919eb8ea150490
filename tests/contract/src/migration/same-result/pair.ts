import type { WorkOS } from "@workos-inc/node";
import type { Client } from "@workos-kit/client";
import type { Mock } from "@workos-kit/testing";

export type Facts = Readonly<Record<string, string>>;

interface With<Sdk> {
  readonly workos: Sdk;
  readonly mock: Mock;
  readonly facts: Facts;
}

/** One thing that apps do, written for both. */
export interface Pair {
  readonly title: string;
  /** What there is before; gives what both need to know of it. */
  prepare?(mock: Mock): Facts;
  theirs(given: With<WorkOS>): Promise<object>;
  ours(given: With<Client>): Promise<object>;
  /** Fields of the result that are different each time. */
  readonly tokens?: readonly string[];
  /** Fields that the vendor's SDK fills in, empty, when the API does not send them. */
  readonly invented?: readonly string[];
}

export const password = "a long passphrase, not a word";
export const redirectUri = "https://app.test/callback";
export const email = "ada@acme.test";

export function withOrganization({ dashboard }: Mock): Facts {
  const domains = ["acme.test"];
  return { organization: dashboard.organizations.create({ name: "Acme", domains }).id };
}

export function withUser({ dashboard }: Mock): Facts {
  return { user: dashboard.users.create({ email, password, email_verified: true, first_name: "Ada" }).id };
}

export function withConnection(mock: Mock): Facts {
  const { organization = "" } = withOrganization(mock);
  const connection = mock.dashboard.connections.create({ organization, type: "OktaSAML" });
  mock.dashboard.sso.nextLogin({ email, first_name: "Ada" });
  return { connection: connection.id };
}

/** Follows the browser's way to the callback. */
export async function codeFrom(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}
