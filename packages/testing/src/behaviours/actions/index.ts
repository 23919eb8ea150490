import type { User } from "../../generated/schemas.ts";
import { refusedPlainly } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { findOrganization, type OrganizationRef } from "../organizations/table.ts";
import { findUser, type UserRef } from "../users/find-user.ts";
import { createUser } from "../users/rules.ts";
import { users } from "../users/table.ts";
import { type ActionCircumstances, decideSignIn, decideSignUp, type SignUpQuestion } from "./decide.ts";
import {
  type ActionEndpointRow,
  type ActionExecutionRow,
  type ActionType,
  actionEndpoints,
  actionExecutions,
} from "./table.ts";

/** An endpoint of the app that AuthKit asks. */
export interface ActionEndpointInput {
  /** @default a new id */
  readonly id?: string;
  readonly type: ActionType;
  readonly url: string;
  /** @default a new one */
  readonly secret?: string;
  /** What counts without a good answer. @default "Deny" */
  readonly on_failure?: "Allow" | "Deny";
  /** @default 5000 */
  readonly timeout_ms?: number;
}

/** Somebody who signs in, as the question names them. */
export interface ActionSignIn extends ActionCircumstances {
  readonly user: UserRef;
  readonly organization?: OrganizationRef;
}

/** What came of a sign-up: the user, if the endpoint allowed one. */
export interface ActionSignUp {
  readonly execution: ActionExecutionRow;
  readonly user: User | null;
}

/** AuthKit actions: sign-ins and sign-ups wait for the signed verdict of the app (facts: actions). */
export const actionsResource = defineResource({
  tables: [actionEndpoints, actionExecutions],
  dashboard: (world) => ({
    /** Registers the endpoint of a kind; it takes the place of the one before. */
    create(input: ActionEndpointInput): ActionEndpointRow {
      if (!URL.canParse(input.url)) throw refusedPlainly(422, "The address of the endpoint is no URL.");
      for (const row of world.rows(actionEndpoints, { where: { type: input.type } }))
        world.update(actionEndpoints, row.id, { is_enabled: false });
      return world.insert(actionEndpoints, {
        id: input.id,
        type: input.type,
        url: input.url,
        secret: input.secret ?? world.random.token(25),
        is_enabled: true,
        on_failure: input.on_failure ?? "Deny",
        timeout_ms: input.timeout_ms ?? 5000,
      });
    },
    /** Takes an endpoint away. */
    delete: ({ id }: { readonly id: string }): void => void world.remove(actionEndpoints, id),
    /** Asks about a sign-in, without one: `authenticate` asks by itself. */
    authenticate({ user, organization, ...given }: ActionSignIn): Promise<ActionExecutionRow> {
      const user_id = findUser(world, user).id;
      const organization_id = organization && findOrganization(world, organization).id;
      return needed("authentication", decideSignIn(world, { ...given, user_id, organization_id }));
    },
    /** Somebody signs up on the hosted page: the user is made if the endpoint allows it. */
    async register(input: SignUpQuestion): Promise<ActionSignUp> {
      const execution = await needed("user_registration", decideSignUp(world, input));
      if (execution.verdict === "Deny") return { execution, user: null };
      const { email, name, first_name, last_name } = input;
      const names = { ...(name && { name }), ...(first_name && { first_name }), ...(last_name && { last_name }) };
      return { execution, user: world.present(users, createUser(world, { email, ...names })) };
    },
    /** Every question that was asked, oldest first. */
    executions: (): ActionExecutionRow[] => world.rows(actionExecutions),
  }),
});

async function needed(
  type: ActionType,
  deciding: Promise<ActionExecutionRow | undefined>,
): Promise<ActionExecutionRow> {
  const execution = await deciding;
  if (!execution) throw refusedPlainly(404, `There is no ${type} action to ask.`);
  return execution;
}
