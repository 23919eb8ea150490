import ts from "typescript";
import type { Declarations } from "../../declarations.ts";
import { vendorPackage } from "../vendor-methods.ts";

/** A type that the vendor's SDK exports, as its declarations tell it. */
export interface VendorType {
  readonly name: string;
  readonly type: ts.Type;
  /** Text or a number, or one of several: it needs no name. */
  readonly isText: boolean;
}

/** Everything that the SDK exports and that is not a function. */
export function readVendorTypes({ checker, exportsOf }: Declarations): VendorType[] {
  return [...exportsOf(vendorPackage)].flatMap(([name, exported]) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if ((symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) !== 0) return [];
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const members = type.isUnion() ? type.types : [type];
    return [{ name, type, isText: members.every(({ flags }) => (flags & text) !== 0) }];
  });
}

// An open enumeration has `string & {}` among its members.
const text =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.EnumLike |
  ts.TypeFlags.Intersection |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null;

/** Why a type of the SDK has no row of its own; undefined when it needs one. */
export function ruleFor({ name, isText }: VendorType, all: ReadonlySet<string>): string | undefined {
  const [, base = ""] = name.match(/^(\w+?)(Response(Data)?|Wire)$/) ?? [];
  if (name.startsWith("Serialized") || name.endsWith("Wire") || all.has(base)) return "the wire form of another type";
  if (/Options(With\w+|For\w+|Base)?$/.test(name)) return "what a method takes";
  if (name.endsWith("Exception")) return "an error";
  return isText ? "text" : unneeded[name];
}

const sent = "what the SDK sends: the input of the function";
const inner = "for who replaces parts of the SDK, or looks into them";

/** Types that nobody needs, and why. */
export const unneeded: Readonly<Record<string, string>> = {
  AuditLogSchemaMetadata: "an object with any fields",
  AuthenticateUserWithCodeCredentials: sent,
  AuthenticateUserWithEmailVerificationCredentials: sent,
  AuthenticateUserWithMagicAuthCredentials: sent,
  AuthenticateUserWithOrganizationSelectionCredentials: sent,
  AuthenticateUserWithPasswordCredentials: sent,
  AuthenticateUserWithRadarEmailChallengeCredentials: sent,
  AuthenticateUserWithRadarSmsChallengeCredentials: sent,
  AuthenticateUserWithRefreshTokenCredentials: sent,
  AuthenticateUserWithTotpCredentials: sent,
  BaseGroupRoleAssignmentEntry: sent,
  ConnectedAccountDto: sent,
  ConnectedAccountInput: sent,
  CreateApplicationSecret: sent,
  CreateConnectedAccount: sent,
  CreateDataIntegration: sent,
  CreateDataKeyRequest: sent,
  CreateGroup: sent,
  CreateGroupMembership: sent,
  CreateM2MApplication: sent,
  CreateOAuthApplication: sent,
  CreateObjectEntity: sent,
  CreateObjectRequest: sent,
  CreateOrganizationConnectedAccount: sent,
  CreateWebhookEndpoint: sent,
  DataIntegrationCredentialsDto: sent,
  DataIntegrationsCreateApiKeyConnectionRequest: sent,
  DataIntegrationsCreateClientCredentialsConnectionRequest: sent,
  DataIntegrationsGetDataIntegrationAuthorizeUrlRequest: sent,
  DataIntegrationsGetUserTokenRequest: sent,
  DataIntegrationsUpsertApiKeyRequest: sent,
  DataIntegrationsUpsertClientCredentialsRequest: sent,
  DataIntegrationsVendCredentialsRequest: sent,
  DecryptRequest: sent,
  DefaultCustomAttributes: "an object with any fields",
  EvaluationResource: inner,
  FlagCustomTarget: inner,
  GenerateLink: sent,
  GroupRoleAssignmentEntryForOrganization: sent,
  GroupRoleAssignmentEntryWithResourceExternalId: sent,
  GroupRoleAssignmentEntryWithResourceId: sent,
  HttpClientInterface: inner,
  HttpClientResponseInterface: inner,
  KeyContext: "an object with any fields",
  LegacyEvaluationContext: inner,
  OrganizationConnectedAccount: sent,
  PKCE: inner,
  RadarStandaloneAssessRequest: sent,
  RadarStandaloneDeleteRadarListEntryRequest: sent,
  RadarStandaloneUpdateRadarAttemptRequest: sent,
  RadarStandaloneUpdateRadarListRequest: sent,
  RekeyRequest: sent,
  RequestHeaders: inner,
  ResponseHeaderValue: inner,
  ResponseHeaders: inner,
  RuntimeClientLogger: inner,
  RuntimeClientStats: inner,
  TypedEvaluationContext: inner,
  UpdateAuditLogsRetention: sent,
  UpdateDataIntegration: sent,
  UpdateGroup: sent,
  UpdateOAuthApplication: sent,
  UpdateObjectEntity: sent,
  UpdateObjectRequest: sent,
  UpdateWebhookEndpoint: sent,
  UserManagementLoginRequest: sent,
  WorkOSErrorData: "the body of an error",
  WorkOSResponseError: "the body of an error",
};
