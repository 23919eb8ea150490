const unknownCause = "what leads to it is not documented";
const openSet = "the code is an example of an open set; the status is met with another one";
const sharedExample = "the example of an answer that operations share; the status is met with another code";

/**
 * Documented errors that no request of the suite meets by itself, as `operation status code`, each with the reason.
 * `mock.fail` gives them, as it gives all others. Compared for equality at the end of a full run.
 */
export const onlyByFail: Readonly<Record<string, string>> = {
  "createAuditLogEvent 429 bad_request": openSet,
  "createConnection 400": unknownCause,
  "createConnection 409": unknownCause,
  "createDeviceAuthorization 403 invalid_request": openSet,
  "createSsoLogoutToken 400 unauthorized_client": unknownCause,
  "createUser 404": unknownCause,
  "confirmEmailChange 422 invalid_email": unknownCause,
  "deactivateOrganizationMembership 422 invalid_request_parameters": unknownCause,
  "deleteVaultObject 500": "a failure of the service itself",
  "getAuthorizationResource 422": unknownCause,
  "getProfile 404": unknownCause,
  "getProfileAndToken 404": unknownCause,
  "listAuditLogActions 404": unknownCause,
  "listFeatureFlags 404": unknownCause,
  "listOrganizationMemberships 400 invalid_request_parameters": unknownCause,
  "listPermissions 404": unknownCause,
  "oauthDeviceAuthorization 400 invalid_grant": sharedExample,
  "oauthIntrospect 401 invalid_grant": sharedExample,
  "oauthRegister 400 invalid_grant": sharedExample,
  "oauthToken 401 invalid_grant": sharedExample,
  "oauthUserInfo 401 invalid_grant": sharedExample,
  "reactivateOrganizationMembership 422 invalid_request_parameters": unknownCause,
  "updateUser 400 email_already_verified": unknownCause,
};
