import { defineResource } from "../behaviour.ts";

export const emailVerificationsResource = defineResource({
  withoutBehaviour: ["getEmailVerification", "sendVerificationEmail", "verifyEmail"],
});
