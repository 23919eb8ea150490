import type { AuthenticationMethod, OAuthTokens } from "../../generated/schemas.ts";
import type { World } from "../../world/world.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { authorize, codeFor } from "./authorize.ts";
import { approveDevice, type DeviceAnswer, denyDevice } from "./device.ts";
import { type FailureName, planFailure } from "./failures.ts";
import { entitlements, plannedSignIns, type SignInPolicy, signInPolicies } from "./table.ts";

/** Who signs in next in the browser; what is left out is made up. */
export interface SignInInput {
  /** Null: a provider that names no address. */
  readonly email?: string | null;
  readonly first_name?: string;
  readonly last_name?: string;
  /** The person's id at the provider. */
  readonly idp_id?: string;
  /** What hosted AuthKit asked for. @default password, or Magic Auth for who has none */
  readonly method?: AuthenticationMethod;
  readonly organization?: OrganizationRef;
  readonly oauth_tokens?: OAuthTokens;
  /** The error to come back with, in place of a code. */
  readonly error?: string;
  readonly error_description?: string;
}

/** What the browser came back with. */
export interface SignInOutcome {
  readonly redirect_uri: string;
  readonly code?: string;
  readonly state?: string;
  readonly error?: string;
  readonly error_description?: string;
}

export function authenticationDashboard(world: World) {
  function nextLogin({ organization, ...planned }: SignInInput): void {
    const organization_id = organization && findOrganization(world, organization).id;
    world.insert(plannedSignIns, { ...planned, organization_id });
  }
  return {
    /** Says who signs in next in the browser. Several are taken in order. */
    nextLogin,
    /**
     * Follows an authorization URL the way a browser would, and gives back what the redirect carries. Whatever else is
     * named says who signs in.
     */
    signIn({ url, ...person }: SignInInput & { readonly url: string }): SignInOutcome {
      if (Object.keys(person).length > 0) nextLogin(person);
      const { location = "" } = authorize(world, new URL(url)).headers;
      const { searchParams, origin, pathname } = new URL(location);
      const found = ["code", "state", "error", "error_description"].map((name) => [name, searchParams.get(name)]);
      const carried = Object.fromEntries(found.filter(([, value]) => value !== null));
      return { redirect_uri: `${origin === "null" ? location.split("?")[0] : origin + pathname}`, ...carried };
    },
    /** Signs in as a user from the vendor's dashboard; the code leads to a session with the impersonator's claims. */
    impersonate(input: {
      readonly user: UserRef;
      readonly email: string;
      readonly reason?: string;
      readonly organization?: OrganizationRef;
    }): { code: string } {
      const { user, email, reason = null, organization } = input;
      const code = codeFor(world, {
        user_id: findUser(world, user).id,
        method: "Impersonation",
        organization_id: organization && findOrganization(world, organization).id,
        impersonator: { email, reason },
      });
      return { code };
    },
    /** Answers a device's request the way a person would who typed in its code. */
    approveDevice: (answer: DeviceAnswer): void => approveDevice(world, answer),
    denyDevice: ({ user_code }: { readonly user_code: string }): void => denyDevice(world, user_code),
    /** Lets the next request for tokens fail with an error whose cause a mock cannot have. */
    failNext: ({ error }: { readonly error: FailureName }): void => planFailure(world, error),
    /** Demands SSO, or certain methods, of an organization's members. */
    setPolicy({ organization, ...policy }: SignInPolicy & { readonly organization: OrganizationRef }): void {
      const { id } = findOrganization(world, organization);
      world.write(signInPolicies, { ...world.read(signInPolicies), [id]: policy });
    },
    /** What the organization has paid for; access tokens carry it. */
    setEntitlements(input: { readonly organization: OrganizationRef; readonly entitlements: readonly string[] }): void {
      const { id } = findOrganization(world, input.organization);
      world.write(entitlements, { ...world.read(entitlements), [id]: input.entitlements });
    },
  };
}
