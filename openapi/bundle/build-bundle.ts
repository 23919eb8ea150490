/** The one way from the hand-written files to the bundle: lint, bundle, compose the examples, prove them. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseResolver, bundle, lint, loadConfig } from "@redocly/openapi-core";
import { checkExamples } from "./check-examples.ts";
import { composeExamples } from "./compose-examples.ts";
import type { Node } from "./node.ts";
import { locate, type Problem, withAdvice, withoutEchoes } from "./problem.ts";
import { sourceMap } from "./source-map.ts";

const rules = fileURLToPath(new URL("../redocly.yaml", import.meta.url));

export type Outcome =
  /** `source` is the bundle before examples were composed into it. */
  { ok: true; bundle: Node; source: Node } | { ok: false; problems: Problem[]; hint: string };

/** Lints the spec in a folder and nothing else. */
export async function lintSpec(spec: string): Promise<Problem[]> {
  return (await openSpec(spec)).lint();
}

async function openSpec(spec: string) {
  const config = await loadConfig({ configPath: rules });
  // Linting and bundling read the same files: one resolver parses each once.
  const shared = { ref: join(spec, "openapi.yaml"), config, externalRefResolver: new BaseResolver(config.resolve) };
  return {
    lint: async () => {
      const found = (await lint(shared)).flatMap(({ ruleId, message, location }) =>
        location[0] ? [{ rule: ruleId, message, ...locate(location[0]) }] : [],
      );
      return withoutEchoes(found).map((each) => ({ ...each, message: withAdvice(each.rule, each.message, spec) }));
    },
    bundle: () => bundle(shared),
  };
}

/** Makes the bundle of the spec in a folder, or tells everything that is wrong with it. */
export async function buildBundle(spec: string): Promise<Outcome> {
  const files = await openSpec(spec);
  const problems = await files.lint();
  if (problems.length > 0)
    return {
      ok: false,
      problems,
      hint: "The spec does not pass its rules: mend the lines named above, then run the command again.",
    };

  const { bundle: bundled } = await files.bundle();
  const source = asJson(bundled.parsed);
  const complete = composeExamples(structuredClone(source));
  const misfits = checkExamples(complete);
  if (misfits.length === 0) return { ok: true, bundle: complete, source };
  const find = sourceMap(spec);
  return {
    ok: false,
    problems: misfits.map(({ pointer, message }) => ({ rule: "example-fits", message, ...locate(find(pointer)) })),
    hint: "An example does not fit its schema: mend the fields named above, then run the command again.",
  };
}

/** The bundle as it was written, good or bad and without composed examples: what two states of a spec are compared by. */
export async function rawBundle(spec: string): Promise<Node> {
  const { bundle: bundled } = await (await openSpec(spec)).bundle();
  return asJson(bundled.parsed);
}

/** A deep copy without what is not JSON; Redocly leaves undefined fields behind. */
function asJson(parsed: unknown): Node {
  return JSON.parse(JSON.stringify(parsed)) as Node;
}
