import { type LocationObject, Source } from "@redocly/openapi-core";
import type { SpecFile } from "./files.ts";

/** A line of a file as a place that Redocly can report. */
export function sourceOf(file: Pick<SpecFile, "path" | "text">, line: number): LocationObject {
  return { source: new Source(file.path, file.text), pointer: undefined, start: { line, col: 1 } };
}
