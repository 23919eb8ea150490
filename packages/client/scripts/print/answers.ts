import { printType } from "@workos-kit/codegen";
import type { Planned } from "./plan.ts";

/** The type of what an operation answers with when it succeeds. */
export function dataType({ operation, traits }: Planned): string {
  const types = new Set<string>();
  for (const answer of operation.answers) {
    if (answer.status >= 200 && answer.status < 300) {
      types.add(answer.schema === undefined ? "undefined" : printType(answer.schema));
    }
  }
  if (traits.redirect) types.add("Redirect");
  return types.size === 0 ? "undefined" : [...types].sort().join(" | ");
}

/** The type of the first parameter: operations that carry no secret also run on a public client. */
export function clientType({ traits }: Planned): "Core" | "PublicCore" {
  return traits.auth !== undefined || traits.fill !== undefined ? "PublicCore" : "Core";
}
