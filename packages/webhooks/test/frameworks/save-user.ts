/** Stands for the application that a framework's example belongs to. */
export const savedUsers: { id: string; email: string }[] = [];

/** What the application does with a user. */
export async function saveUser(user: { id: string; email: string }): Promise<void> {
  if (user.email === "fail@example.com") throw new Error("The database is down.");
  savedUsers.push(user);
}
