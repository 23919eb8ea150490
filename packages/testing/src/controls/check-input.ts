import { dashboardSchemas } from "../generated/dashboard-schemas.ts";
import { misfitsOf } from "./input-schema.ts";

/**
 * Makes sure that an input is what a function of the dashboard takes: in YAML, over HTTP and in plain JavaScript no
 * compiler would notice a field that is misspelt.
 *
 * @throws TypeError naming each field that does not fit; `path` says where the input stands.
 */
export function checkInput(call: string, input: unknown, path: string): void {
  const { inputs, $defs } = dashboardSchemas;
  const schema = inputs[call];
  const misfits = schema ? misfitsOf(schema, input, path, $defs) : [];
  if (misfits.length > 0) throw new TypeError(misfits.join(" "));
}
