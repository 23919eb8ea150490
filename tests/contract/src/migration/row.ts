import type { AutoPaginatable, CookieSession, FeatureFlagsRuntimeClient, WorkOS } from "@workos-inc/node";

/** The entries a replacement may come from. */
export interface Doors {
  "@workos-kit/client": typeof import("@workos-kit/client");
  "@workos-kit/client/auth": typeof import("@workos-kit/client/auth");
  "@workos-kit/client/feature-flags": typeof import("@workos-kit/client/feature-flags");
  "@workos-kit/client/operations": typeof import("@workos-kit/client/operations");
  "@workos-kit/client/session": typeof import("@workos-kit/client/session");
  "@workos-kit/client/tokens": typeof import("@workos-kit/client/tokens");
  "@workos-kit/client/vault": typeof import("@workos-kit/client/vault");
  "@workos-kit/webhooks": typeof import("@workos-kit/webhooks");
  "@workos-kit/webhooks/actions": typeof import("@workos-kit/webhooks/actions");
}

export type Door = keyof Doors;

/**
 * Arguments of the vendor's method that are not a field of the same name in snake_case, each with the name here, or with
 * what becomes of it.
 */
export type Renames = Readonly<Record<string, string | { readonly gone: string }>>;

/** What to write instead of a method. */
export interface Replacement {
  readonly door: Door;
  readonly name: string;
  readonly renames: Renames;
  /** Fields of the input that the method has no argument for: it stands for them. */
  readonly constants?: Readonly<Record<string, string>>;
  /** What else is different: a sentence. */
  readonly note?: string | undefined;
  /** What the table shows where a call by types alone would not tell it. */
  readonly shown?: string | undefined;
}

/** Why there is nothing to write. */
export interface Nothing {
  readonly reason: string;
}

export type Row = Replacement | Nothing;

interface Shapes {
  WorkOS: WorkOS;
  AutoPaginatable: AutoPaginatable<unknown>;
  CookieSession: CookieSession;
  FeatureFlagsRuntimeClient: FeatureFlagsRuntimeClient;
}

type Shape<Name> = Name extends keyof Shapes ? Shapes[Name] : Name extends keyof WorkOS ? WorkOS[Name] : never;

/** One row for each public method of a module or class: a missing one does not compile. */
export type Rows<Name extends keyof Shapes | keyof WorkOS> = {
  readonly [Method in keyof Shape<Name> as Shape<Name>[Method] extends (...args: never[]) => unknown
    ? Method
    : never]: Row;
};

type FunctionOf<Name extends Door> = Extract<keyof Doors[Name], string>;

/** The generated function of an operation. */
export function operation(
  name: FunctionOf<"@workos-kit/client/operations">,
  renames: Renames = {},
  note?: string,
  constants: Readonly<Record<string, string>> = {},
): Replacement {
  return { door: "@workos-kit/client/operations", name, renames, note, constants };
}

/** Of methods that send more than they were given. */
export const unsent = "What is not given is not sent; the SDK sends `null` for it.";

/** A function of another entry. */
export function use<Name extends Door>(
  door: Name,
  name: FunctionOf<Name>,
  { renames = {}, note, shown }: { renames?: Renames; note?: string; shown?: string } = {},
): Replacement {
  return { door, name, renames, note, shown };
}

/** No replacement, and why. */
export function none(reason: string): Nothing {
  return { reason };
}

/** An argument that has no place here, and why. */
export function gone(why: string): { readonly gone: string } {
  return { gone: why };
}
