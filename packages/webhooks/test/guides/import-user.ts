/** Users whose import is complete, and what the next import waits for. */
export const imports = { done: [] as string[], gate: Promise.withResolvers<void>() };

/** Imports a user, which takes its time. */
export async function importUser(user: { readonly email: string }): Promise<void> {
  await imports.gate.promise;
  imports.done.push(user.email);
}
