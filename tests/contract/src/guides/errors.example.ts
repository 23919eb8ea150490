// #region narrow
import { ConnectionError, isApiError, TimeoutError } from "@workos-kit/client";
import { createOrganization } from "@workos-kit/client/operations";
import { workos } from "./workos.ts";

export async function createOnce(name: string, external_id: string) {
  try {
    return await createOrganization(workos, { name, external_id });
  } catch (error) {
    if (isApiError(error, "external_id_already_used")) return undefined; // somebody was faster
    if (isApiError(error) && error.status === 422) {
      const wrong = error.fieldErrors.map(({ field, message }) => `${field}: ${message}`);
      throw new RangeError(wrong.join(" "), { cause: error });
    }
    if (ConnectionError.isInstance(error) || TimeoutError.isInstance(error))
      throw new Error("Try later.", { cause: error });
    throw error;
  }
}
// #endregion

// #region path
export async function nameOf(id: string): Promise<string | undefined> {
  const result = await workos.GET("/organizations/{id}", { params: { path: { id } } });
  if (result.ok) return result.data.name;
  if (result.error.status === 404) return undefined;
  throw result.error; // an ApiError, as the functions throw it
}

// #endregion

// #region body
import { authenticateWithPassword } from "@workos-kit/client/auth";

export async function signIn(email: string, password: string) {
  try {
    return { done: await authenticateWithPassword(workos, { email, password }) };
  } catch (error) {
    // The code types the body.
    if (isApiError(error, "organization_selection_required")) return { choose: error.body.organizations };
    throw error;
  }
}
// #endregion
