import { connect } from "./queue.ts";

const database = connect(process.env.REDIS_URL ?? "redis://127.0.0.1:6379");

/** Stands for an upsert in the application's database; counts, so that repetitions can be seen. */
export async function handleUser(user: { id: string; email: string }, eventId: string): Promise<void> {
  await database.hset("users", user.id, user.email);
  await database.hincrby("handled", eventId, 1);
}
