// #region docs
import { constructAction, signActionResponse, WebhookVerificationError } from "@workos-kit/webhooks/actions";

const { WORKOS_ACTION_SECRET: secret = "" } = process.env;

export async function decide(request: Request): Promise<Response> {
  try {
    const sigHeader = request.headers.get("workos-signature");
    const action = await constructAction({ payload: await request.text(), sigHeader, secret });
    const isSignIn = action.object === "authentication_action_context";
    const answer = isSignIn
      ? await signActionResponse({ type: "authentication", verdict: "Allow" }, secret)
      : await signActionResponse(
          { type: "user_registration", verdict: "Deny", errorMessage: "By invitation only." },
          secret,
        );
    return Response.json(answer);
  } catch (error) {
    if (!WebhookVerificationError.isInstance(error)) throw error;
    return new Response(null, { status: error.status });
  }
}
// #endregion
