/** What every rule of this room is built from: the shape of a rule, and small readings of a location. */
import { dirname, relative, sep } from "node:path";
import type { Oas3Rule, UserContext } from "@redocly/openapi-core";

/** A rule as Redocly runs it; its options come from `redocly.yaml`. */
export type Rule = Oas3Rule;
export type Place = UserContext["location"];
export type Context = UserContext;

export type Fields = { readonly [key: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Strings of a list of unknown things. */
export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** Path of a file from the folder that holds `resources/`, with `/` on every system. */
export function pathInSpec(file: string): string {
  const parts = file.split(sep);
  const start = Math.max(parts.lastIndexOf("resources"), parts.lastIndexOf("shared"));
  return start < 0 ? (parts.at(-1) ?? file) : parts.slice(start).join("/");
}

/** Name of the resource folder a file belongs to: `resources/<product>/<resource>/…`. */
export function resourceOf(file: string): string | undefined {
  const [top, , resource, rest] = pathInSpec(file).split("/");
  return top === "resources" && rest !== undefined ? resource : undefined;
}

/** True for the operation of an event (`webhooks:`), which is described in an `events.yaml`. */
export const isEventOperation = (place: Place): boolean =>
  place.source.absoluteRef.endsWith("events.yaml") || place.pointer.startsWith("#/webhooks/");

/** Folder of the root file. */
export const roomOf = (root: Place): string => dirname(root.source.absoluteRef);

/** A path as people type it, from `room`. */
export const shortPath = (room: string, file: string): string => relative(room, file).split(sep).join("/");
