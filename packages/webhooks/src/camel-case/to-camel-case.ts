import type { WorkOSEvent } from "../events/event-types.ts";
import { isKnownEvent } from "../events.ts";
import { openMaps } from "../generated/open-maps.ts";
import type { CamelCaseEvent } from "./camel-case-types.ts";

/**
 * Turns the keys of an event into camelCase. No field is dropped or renamed otherwise, dates stay text, and maps whose
 * keys are the user's own (`metadata`, `custom_attributes` and the like) stay as they are. Of an event this version does
 * not know, only the envelope is changed.
 */
export function toCamelCase(event: WorkOSEvent): CamelCaseEvent {
  const isKnown = isKnownEvent(event);
  const convert = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => convert(item, path));
    if (typeof value !== "object" || value === null || isOpenMap(path)) return value;
    const prefix = path === "" ? "" : `${path}.`;
    // fromEntries defines properties, so even a key such as __proto__ stays an own one.
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [camelCaseKey(key), convert(field, prefix + key)]),
    );
  };
  const isOpenMap = (path: string): boolean => {
    if (!isKnown) return path !== "";
    return openMaps[path] !== undefined && !openMaps[path].includes(event.event);
  };
  return convert(event, "") as CamelCaseEvent;
}

function camelCaseKey(key: string): string {
  // Only between letters and digits: what begins with underscores, such as __proto__, is no snake_case.
  return key.replace(/(?<=[a-zA-Z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
