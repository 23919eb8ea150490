/** A provider the environment knows without being told about it. */
export interface Provider {
  readonly name: string;
  readonly integration_type: string;
  /** Keys that `config` may have. */
  readonly config: readonly string[];
}

/**
 * The built-in providers. Inferred: the vendor's list is long and changes; this is a selection, and every other slug
 * comes with a `custom_provider` (facts: pipes).
 */
const providers: Readonly<Record<string, Provider>> = {
  asana: { name: "Asana", integration_type: "asana", config: [] },
  box: { name: "Box", integration_type: "box", config: [] },
  dropbox: { name: "Dropbox", integration_type: "dropbox", config: [] },
  github: { name: "GitHub", integration_type: "github", config: [] },
  gitlab: { name: "GitLab", integration_type: "gitlab", config: [] },
  google: { name: "Google", integration_type: "google", config: [] },
  hubspot: { name: "HubSpot", integration_type: "hubspot", config: [] },
  jira: { name: "Jira", integration_type: "jira", config: [] },
  linear: { name: "Linear", integration_type: "linear", config: [] },
  microsoft: { name: "Microsoft", integration_type: "microsoft", config: ["tenant_id"] },
  notion: { name: "Notion", integration_type: "notion", config: [] },
  openai: { name: "OpenAI", integration_type: "openai", config: [] },
  salesforce: { name: "Salesforce", integration_type: "salesforce", config: ["subdomain"] },
  slack: { name: "Slack", integration_type: "slack", config: [] },
  snowflake: { name: "Snowflake", integration_type: "snowflake", config: ["account_identifier"] },
  zendesk: { name: "Zendesk", integration_type: "zendesk", config: ["subdomain"] },
};

/** The built-in provider of a slug. */
export function builtInProvider(slug: string): Provider | undefined {
  return Object.hasOwn(providers, slug) ? providers[slug] : undefined;
}
