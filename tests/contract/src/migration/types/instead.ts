import type {
  Client,
  ClientOptions,
  FieldError,
  ListCall,
  Page,
  PublicClientOptions,
  PublicCore,
} from "@workos-kit/client";
import type { Pkce, StartedSignIn } from "@workos-kit/client/auth";
import type {
  EvaluableFlag,
  FlagChange,
  FlagContext,
  FlagSet,
  Flags,
  FlagTarget,
} from "@workos-kit/client/feature-flags";
import type { SealedSession, Sessions, SignedIn, SignedOut } from "@workos-kit/client/session";
import type { AccessTokenClaims } from "@workos-kit/client/tokens";
import type {
  AgentClaimAttempt,
  AgentCredentialValidation,
  AgentRegistration,
  ApiKeyValidation,
  AuditLogSchema,
  AuditLogSchemaActorCreate,
  AuditLogSchemaTargetCreate,
  Authentication,
  AuthenticationChallenge,
  AuthenticationFactor,
  AuthenticationFactorWithSecrets,
  AuthorizationCheck,
  ChallengeVerification,
  ConnectApplication,
  ConnectApplicationSecret,
  ConnectApplicationSecretWithValue,
  ConnectRedirectUri,
  ConsentOption,
  CustomProviderCreate,
  CustomProviderUpdate,
  DataIntegration,
  DataIntegrationAccessToken,
  DataIntegrationAuthorizationUrl,
  DataIntegrationClientInput,
  DataIntegrationCredentials,
  DataKey,
  DataProvider,
  DataProviderList,
  DecryptedDataKey,
  ExternalAuthCompletion,
  ExternalAuthUser,
  GroupMember,
  MagicAuthCreated,
  OAuthTokens,
  OrganizationApiKeyWithValue,
  OrganizationDomainData,
  OrganizationRef,
  Pagination,
  PasswordlessSessionSent,
  PortalLink,
  RadarAttempt,
  RadarListEntryAlreadyPresent,
  RadarSmsChallenge,
  ResourceMembership,
  ResourceRef,
  Role,
  RoleAssignment,
  RoleList,
  RoleRef,
  UserCreated,
  UserIdentity,
  VaultActor,
  VaultObject,
  VaultObjectMetadata,
  VaultObjectSummary,
  VaultObjectVersionList,
  VaultObjectWithoutValue,
  WidgetToken,
} from "@workos-kit/client/types";
import type {
  AuthenticationOauthFailedEvent,
  AuthenticationOauthSucceededEvent,
  AuthenticationSso,
  AuthenticationSsoFailedEvent,
  AuthenticationSsoSucceededEvent,
  EventData,
  OrganizationCreatedEvent,
  OrganizationDeletedEvent,
  OrganizationMembershipCreatedEvent,
  OrganizationMembershipDeletedEvent,
  OrganizationMembershipUpdatedEvent,
  OrganizationUpdatedEvent,
  WorkOSEvent,
} from "@workos-kit/webhooks";
import type { ActionContext, ActionResponse, UserRegistrationActionContext } from "@workos-kit/webhooks/actions";

/**
 * What to write in place of each type that the vendor's SDK exports, and that has another name here or none. The table of
 * the migration page shows the text as it stands here.
 */
export interface Instead<T> {
  // The client
  AutoPaginatable: ListCall<T>;
  CookieSession: Sessions;
  FeatureFlagsRuntimeClient: Flags;
  List: Page<T>;
  PaginationOptions: Pagination;
  PublicClientOptions: PublicClientOptions;
  PublicSSO: PublicCore;
  PublicUserManagement: PublicCore;
  PublicWorkOS: PublicCore;
  UnprocessableEntityError: FieldError;
  WorkOS: Client;
  WorkOSOptions: ClientOptions;

  // Sign-in and sessions
  AuthenticateWithSessionCookieFailedResponse: SignedOut;
  AuthenticateWithSessionCookieFailureReason: SignedOut["reason"];
  AuthenticateWithSessionCookieSuccessResponse: SignedIn;
  AuthenticationResponse: Authentication;
  Challenge: AuthenticationChallenge;
  CreateMagicAuthResponse: MagicAuthCreated;
  Factor: AuthenticationFactor;
  FactorWithSecrets: AuthenticationFactorWithSecrets;
  PKCEAuthorizationURLResult: StartedSignIn;
  PKCEPair: Pkce;
  RefreshSessionFailureReason: SignedOut["reason"];
  RefreshSessionResponse: SignedIn | SignedOut;
  SSOPKCEAuthorizationURLResult: StartedSignIn;
  SendRadarSmsChallengeResponse: RadarSmsChallenge;
  SendSessionResponse: PasswordlessSessionSent;
  SessionCookieData: SealedSession;
  Sms: NonNullable<AuthenticationFactor["sms"]>;
  Totp: NonNullable<AuthenticationFactor["totp"]>;
  TotpWithSecrets: NonNullable<AuthenticationFactorWithSecrets["totp"]>;
  UserManagementAccessToken: AccessTokenClaims;
  VerifyResponse: ChallengeVerification;

  // Users, organizations and access
  AuthorizationCheckResult: AuthorizationCheck;
  AuthorizationOrganizationMembership: ResourceMembership;
  BaseOrganizationMembership: ResourceMembership;
  CreateUserResponse: UserCreated;
  CreatedApiKey: OrganizationApiKeyWithValue;
  DomainData: OrganizationDomainData;
  EnvironmentRole: Role;
  EnvironmentRoleList: RoleList;
  Identity: UserIdentity;
  ListOrganizationRolesResponse: RoleList;
  OrganizationRole: Role;
  RoleAssignmentResource: ResourceRef;
  RoleAssignmentRole: RoleRef;
  RoleAssignmentSource: RoleAssignment["source"];
  UserOrganizationMembershipBaseListData: GroupMember;
  ValidateApiKeyResponse: ApiKeyValidation;
  WidgetSessionTokenResponse: WidgetToken;

  // Everything else that is answered
  AccessToken: Extract<DataIntegrationAccessToken, { active: true }>["access_token"];
  Actor: VaultActor;
  AgentAccessTokenClaims: AccessTokenClaims;
  AgentIdentity: AgentRegistration["agent_identity"];
  AgentRegistrationClaim: AgentRegistration["claim"];
  AgentRegistrationClaimCompletion: NonNullable<AgentRegistration["claim"]>["claim_completion"];
  ApplicationCredentialsListItem: ConnectApplicationSecret;
  AuditLogActorSchema: AuditLogSchemaActorCreate;
  AuditLogTargetSchema: AuditLogSchemaTargetCreate;
  ClaimAttemptOrganization: OrganizationRef;
  ClaimAttemptResponse: AgentClaimAttempt;
  ConnectApplicationM2M: Extract<ConnectApplication, { application_type: "m2m" }>;
  ConnectApplicationOAuth: Extract<ConnectApplication, { application_type: "oauth" }>;
  ConnectApplicationRedirectUri: ConnectRedirectUri;
  CreateAuditLogSchemaResponse: AuditLogSchema;
  CreateDataKeyResponse: DataKey;
  DataIntegrationAccessTokenResponse: DataIntegrationAccessToken;
  DataIntegrationAccessTokenResponseAccessToken: Extract<DataIntegrationAccessToken, { active: true }>["access_token"];
  DataIntegrationAuthorizeUrlResponse: DataIntegrationAuthorizationUrl;
  DataIntegrationCredential: DataIntegration["credentials"];
  DataIntegrationCredentialsInput: DataIntegrationClientInput;
  DataIntegrationCredentialsResponse: DataIntegrationCredentials;
  DataIntegrationCredentialsResponseCredential: Extract<DataIntegrationCredentials, { active: true }>["credential"];
  DataIntegrationCustomProvider: DataIntegration["custom_provider"];
  DataIntegrationInstallation: DataIntegration["installation"];
  DataIntegrationVendedCredential: Extract<DataIntegrationCredentials, { active: true }>["credential"];
  DataIntegrationsListResponse: DataProviderList;
  DataIntegrationsListResponseData: DataProvider;
  DataIntegrationsListResponseDataConnectedAccount: DataProvider["connected_account"];
  DataKey: DecryptedDataKey;
  DataKeyPair: DataKey;
  DecryptDataKeyResponse: DecryptedDataKey;
  DecryptResponse: DecryptedDataKey;
  CustomProviderDefinition: CustomProviderCreate;
  EvaluationContext: FlagContext;
  ExternalAuthCompleteResponse: ExternalAuthCompletion;
  FlagChange: FlagChange;
  FlagPollEntry: EvaluableFlag;
  FlagPollResponse: FlagSet;
  FlagTarget: FlagTarget;
  InvalidAgentCredential: AgentCredentialValidation;
  NewConnectApplicationSecret: ConnectApplicationSecretWithValue;
  OauthTokens: OAuthTokens;
  ObjectMetadata: VaultObjectMetadata;
  ObjectSummary: VaultObjectSummary;
  ObjectVersion: VaultObjectVersionList["data"][number];
  ObjectWithoutValue: VaultObjectWithoutValue;
  PortalLinkResponse: PortalLink;
  RadarListEntryAlreadyPresentResponse: RadarListEntryAlreadyPresent;
  RadarStandaloneResponse: RadarAttempt;
  ReadObjectMetadataResponse: VaultObjectMetadata;
  ReadObjectResponse: VaultObject;
  RedirectUriInput: ConnectRedirectUri;
  UpdateCustomProviderDefinition: CustomProviderUpdate;
  UserConsentOption: ConsentOption;
  UserConsentOptionChoice: NonNullable<ConsentOption["choices"]>[number];
  UserObject: ExternalAuthUser;
  ValidAgentCredential: AgentCredentialValidation;

  // Events and actions
  ActionPayload: ActionContext;
  AuthenticationEvent: EventData<"authentication.password_succeeded">;
  AuthenticationEventSso: AuthenticationSso;
  AuthenticationOAuthFailedEvent: AuthenticationOauthFailedEvent;
  AuthenticationOAuthSucceededEvent: AuthenticationOauthSucceededEvent;
  AuthenticationRadarRiskDetectedEventData: EventData<"authentication.radar_risk_detected">;
  AuthenticationSSOFailedEvent: AuthenticationSsoFailedEvent;
  AuthenticationSSOSucceededEvent: AuthenticationSsoSucceededEvent;
  EmailVerificationEvent: EventData<"email_verification.created">;
  Event: WorkOSEvent;
  GroupMemberEventData: EventData<"group.member_added">;
  GroupMemberEventResponseData: EventData<"group.member_added">;
  InvitationEvent: EventData<"invitation.created">;
  MagicAuthEvent: EventData<"magic_auth.created">;
  OrganizationCreatedResponse: OrganizationCreatedEvent;
  OrganizationDeletedResponse: OrganizationDeletedEvent;
  OrganizationDomainVerificationFailed: EventData<"organization_domain.verification_failed">;
  OrganizationMembershipCreated: OrganizationMembershipCreatedEvent;
  OrganizationMembershipDeleted: OrganizationMembershipDeletedEvent;
  OrganizationMembershipUpdated: OrganizationMembershipUpdatedEvent;
  OrganizationRoleEvent: EventData<"organization_role.created">;
  OrganizationUpdatedResponse: OrganizationUpdatedEvent;
  PasswordResetEvent: EventData<"password_reset.created">;
  PipesConnectedAccount: EventData<"pipes.connected_account.connected">;
  PipesConnectionFailed: EventData<"pipes.connected_account.connection_failed">;
  ResponsePayload: ActionResponse;
  RoleEvent: EventData<"role.created">;
  UserData: UserRegistrationActionContext["user_data"];
  UserDataPayload: UserRegistrationActionContext["user_data"];
  UserRegistrationActionPayload: UserRegistrationActionContext;
}
