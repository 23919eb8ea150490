import type { SsoProvider } from "../../generated/schemas.ts";

/** The social providers of the reference; three more were in it until September 2026 (facts: contradictions). */
const socialProviders: ReadonlySet<string> = new Set<SsoProvider | "DiscordOAuth" | "GrokOAuth" | "XOAuth">([
  "AppleOAuth",
  "BitbucketOAuth",
  "DiscordOAuth",
  "GitHubOAuth",
  "GitLabOAuth",
  "GoogleOAuth",
  "GrokOAuth",
  "IntuitOAuth",
  "LinkedInOAuth",
  "MicrosoftOAuth",
  "SalesforceOAuth",
  "SlackOAuth",
  "VercelMarketplaceOAuth",
  "VercelOAuth",
  "XOAuth",
  "XeroOAuth",
]);

/** Whether there is such a provider: a typing error must not sign anybody in. */
export function isSocialProvider(name: string): boolean {
  return socialProviders.has(name);
}
