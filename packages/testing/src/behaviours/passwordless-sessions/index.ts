import type { PasswordlessSession } from "../../generated/schemas.ts";
import { redirect, reply } from "../../handlers/message.ts";
import { notFound, refusedPlainly } from "../../problem.ts";
import { type BaseRow, defineTable } from "../../world/definition.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { type ConnectionRow, connectionEvent, connections } from "../connections/table.ts";
import { holderOfVerified } from "../organization-domains/rules.ts";
import { defaultRedirect, isAllowedRedirect } from "../redirect-uris/rules.ts";
import { issueCode, profileOf } from "../sso/codes.ts";

/** A session as stored: its link carries the token. */
interface SessionRow extends BaseRow {
  readonly object: "passwordless_session";
  readonly email: string;
  readonly expires_at: string;
  readonly link: string;
  readonly token: string;
  readonly redirect_uri: string;
  readonly state?: string;
  readonly connection_id?: string;
  readonly is_used: boolean;
}

const passwordlessSessions = defineTable<SessionRow, PasswordlessSession>({
  name: "passwordless_sessions",
  label: "Passwordless session",
  prefix: "passwordless_session",
  object: "passwordless_session",
  unique: { token: (row) => row.token },
  present: ({ object, id, email, expires_at, link }) => ({ object, id, email, expires_at, link }),
});

const page = "GET /passwordless/{token}/confirm";

export const passwordlessSessionsResource = defineResource({
  tables: [passwordlessSessions],
  behaviours: {
    createPasswordlessSession: ({ world, body, origin }) => {
      const target = body.redirect_uri ?? defaultRedirect(world);
      if (target === undefined)
        throw refusedPlainly(400, "No redirect_uri is given, and the environment has no default.");
      if (!isAllowedRedirect(world, target))
        throw refusedPlainly(400, "The redirect_uri is not one of this environment's.");
      if (body.connection !== undefined && !world.find(connections, body.connection))
        throw refusedPlainly(400, `Connection not found: '${body.connection}'.`);
      const token = world.random.token(24);
      const row = world.insert(passwordlessSessions, {
        email: body.email,
        expires_at: world.clock.iso((body.expires_in ?? 900) * 1000),
        link: `${origin}/passwordless/${token}/confirm`,
        token,
        redirect_uri: target,
        state: body.state,
        connection_id: body.connection,
        is_used: false,
      });
      return world.present(passwordlessSessions, row);
    },
    sendPasswordlessSession: ({ world, path }) => {
      const { email, link, expires_at, token, id } = world.get(passwordlessSessions, path.id);
      // An expired session is answered like an unknown one (facts: passwordless, inferred).
      if (Date.parse(expires_at) <= world.clock.now()) throw notFound("Passwordless session", id);
      world.send({ channel: "email", to: email, kind: "passwordless", text: `Sign in: ${link}`, link, token });
      return { success: true };
    },
  },
  pages: {
    [page]: ({ world, path }) => {
      const session = world.findBy(passwordlessSessions, "token", String(path.token));
      if (!session) return reply(404, "This link is not known.", { "content-type": "text/plain" });
      const { redirect_uri: target, state } = session;
      if (session.is_used || Date.parse(session.expires_at) <= world.clock.now()) {
        const description = "The link was used before, or has expired.";
        return redirect(target, { error: "access_denied", error_description: description, state });
      }
      world.update(passwordlessSessions, session.id, { is_used: true });
      const profile = profileOf(world, connectionFor(world, session), { email: session.email });
      return redirect(target, { code: issueCode(world, profile.id), state });
    },
  },
  locate: {
    [page]: (world, { path }) => world.findBy(passwordlessSessions, "token", String(path.token)) !== undefined,
  },
});

/** The connection of the e-mail's domain; the first session of a domain makes it (facts: passwordless). */
function connectionFor(world: World, session: SessionRow): ConnectionRow {
  const given = world.find(connections, session.connection_id);
  if (given) return given;
  const domain = session.email.split("@").at(-1)?.toLowerCase() ?? "";
  const known = world.rows(connections, { where: { domain, connection_type: "MagicLink" } })[0];
  if (known) return known;
  const row = world.insert(connections, {
    organization_id: holderOfVerified(world, domain)?.organization_id,
    connection_type: "MagicLink",
    name: `Magic Link ${domain}`,
    state: "active",
    domains: [{ id: world.newId("conn_domain"), object: "connection_domain", domain }],
    external_key: world.random.token(24),
  });
  world.emit("connection.activated", connectionEvent(row, "connection.activated") as never);
  return row;
}
