import type { Environment } from "../environment.ts";
import { type Answer, type Incoming, Reply } from "../handlers/message.ts";
import { readBody } from "../handlers/read-body.ts";
import { Router } from "../handlers/router.ts";
import { writeAnswer } from "../handlers/write-answer.ts";
import type { Mock } from "../mock.ts";
import { Problem, refusedPlainly } from "../problem.ts";
import { controlDocs } from "./control-docs.ts";
import { type InputSchema, misfitsOf } from "./input-schema.ts";
import { controlRoutes } from "./routes.ts";

/** A control call: the environment is that of the API key, or the default one. */
export interface ControlCall {
  readonly mock: Mock;
  readonly environment: Environment;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Control = (call: ControlCall) => unknown;

/** A state that was exported can be far larger than what the API takes: it must fit in again. */
const maxControlBytes = 400 * 1024 * 1024;

/**
 * Answers the mock's own HTTP controls under `/_mock/`: everything a test can do in process, for any language.
 * They need no key; one selects its environment.
 */
export async function answerControl(incoming: Incoming, mock: Mock): Promise<Answer> {
  try {
    const bearer = /^bearer\s+(.+)$/i.exec(incoming.header("authorization") ?? "")?.[1];
    const environment = bearer === undefined ? mock : mock.forKey(bearer);
    if (!environment)
      throw refusedPlainly(
        401,
        "This key selects no environment: send one like sk_test_<name>, or none for the default one.",
      );
    const method = incoming.method === "HEAD" ? "GET" : incoming.method;
    const found = router().find(method, incoming.url.pathname);
    if (found.kind === "method") throw refusedPlainly(405, `Use ${found.allowed.join(" or ")}.`);
    if (found.kind === "unknown")
      throw new Problem(501, { message: `There is no such control. Nearest: ${found.nearest.join(", ")}.` });
    const body = (method === "GET" ? {} : readBody(await incoming.text(maxControlBytes), "application/json")) ?? {};
    const query = incoming.url.searchParams;
    const value = await found.target({
      mock,
      environment,
      path: found.params,
      query,
      body: body as ControlCall["body"],
    });
    if (value instanceof Reply) return writeAnswer(value);
    return value === undefined ? { status: 204, headers: {}, body: undefined } : json(200, value);
  } catch (error) {
    if (error instanceof Problem) return json(error.status, error.body);
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

function refuseMisfits(schema: InputSchema, body: unknown): void {
  const misfits = misfitsOf(schema, body, "body", {});
  if (misfits.length > 0) throw new TypeError(misfits.join(" "));
}

/** Built when a control is first used; there is nothing in it that a test could change. */
function router(): Router<Control> {
  built ??= Object.entries(controlRoutes).reduce((router, [route, control]) => {
    const [method = "GET", template = "/"] = route.split(" ");
    const schema = controlDocs[route]?.schema;
    router.add(method, template, (call) => {
      // What the dashboard takes is checked where its functions are called.
      if (schema) refuseMisfits(schema, call.body);
      return control(call);
    });
    return router;
  }, new Router<Control>());
  return built;
}

let built: Router<Control> | undefined;
