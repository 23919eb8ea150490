import { Suspense } from "react";
import { requireSession } from "../../lib/current-session.ts";
import { refreshSession } from "./refresh-session.ts";

/** A page for members: its frame is the same for all of them, and is there at once. */
export default function Dashboard() {
  return (
    <Suspense fallback={<h1>Hello</h1>}>
      <Member />
    </Suspense>
  );
}

async function Member() {
  const { user, claims } = await requireSession();
  return (
    <>
      <h1>Hello {user.first_name ?? user.email}</h1>
      <p>This page was rendered on the server, from the sealed cookie.</p>
      <dl>
        <dt>E-mail</dt>
        <dd>{user.email}</dd>
        <dt>Organization</dt>
        <dd>{claims.org_id ?? "none"}</dd>
        <dt>Role</dt>
        <dd>{claims.role ?? "none"}</dd>
        <dt>Session</dt>
        <dd>{claims.sid}</dd>
      </dl>
      <form action={refreshSession}>
        <button className="quiet button" type="submit">
          Refresh
        </button>
      </form>
      <form method="post" action="/logout">
        <button className="button" type="submit">
          Sign out
        </button>
      </form>
    </>
  );
}
