import type { Row } from "../row.ts";
import { authorization, groups } from "./access.ts";
import { agents, connect } from "./agents.ts";
import { auditLogs, events, radar } from "./audit-logs.ts";
import { adminPortal, directorySync, organizationDomains, organizations } from "./directories.ts";
import { FeatureFlagsRuntimeClient, featureFlags } from "./flags.ts";
import { AutoPaginatable, client, WorkOS } from "./http.ts";
import { pipes } from "./pipes.ts";
import { apiKeys, vault, widgets } from "./secrets.ts";
import { multiFactorAuth, passwordless, pkce, sso } from "./sign-in.ts";
import { CookieSession, userManagement } from "./users.ts";
import { actions, webhooks } from "./webhooks.ts";

/** What to write instead of each method, by module or class, in the order of the page. */
export const rows: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  actions,
  adminPortal,
  agents,
  apiKeys,
  auditLogs,
  authorization,
  client,
  connect,
  directorySync,
  events,
  featureFlags,
  groups,
  multiFactorAuth,
  organizationDomains,
  organizations,
  passwordless,
  pipes,
  pkce,
  radar,
  sso,
  userManagement,
  vault,
  webhooks,
  widgets,
  WorkOS,
  AutoPaginatable,
  CookieSession,
  FeatureFlagsRuntimeClient,
};
