import { settings } from "../../world/settings.ts";
import type { World } from "../../world/world.ts";
import { redirectUris } from "./table.ts";

/**
 * Whether a sign-in may lead back to an address: it must be one of the environment's redirect URIs, whose left-most
 * label of a sub-domain and port of localhost may be a `*` (facts: behaviours 6). Without any, every address may be
 * used, so that a test needs no set-up.
 */
export function isAllowedRedirect(world: World, address: string): boolean {
  if (!URL.canParse(address) || /^(javascript|data|vbscript):/i.test(address.trim())) return false;
  const table = world.table(redirectUris);
  if (table.size === 0 || table.holder("uri", address) || address === world.read(settings).default_redirect_uri)
    return true;
  return [...table.walk()].some((row) => fitsPattern(row.uri, address));
}

/** Whether an address fits an entry with a wild card; sign-out redirects follow the same rule. */
export function fitsPattern(uri: string, address: string): boolean {
  return uri.includes("*") && patternOf(uri).test(address);
}

/** Where sign-ins lead that name no address of their own. */
export function defaultRedirect(world: World): string | undefined {
  const { default_redirect_uri: set } = world.read(settings);
  return set ?? world.rows(redirectUris, { filter: (row) => row.default })[0]?.uri;
}

function patternOf(uri: string): RegExp {
  const isPort = /^http:\/\/(localhost|127\.0\.0\.1):\*/.test(uri);
  const escaped = uri.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replace("*", isPort ? "\\d+" : "[a-zA-Z0-9-]+")}$`);
}
