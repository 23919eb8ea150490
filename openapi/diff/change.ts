/** One difference between two states of the spec, as a reader of an upgrade has to know it. */

/**
 * `breaking`: code that is right today may stop compiling or working. `additive`: something new can be used.
 * `documentation`: only what people read, or see in an example, differs.
 */
export type ChangeClass = "breaking" | "additive" | "documentation";

/** `request` is what the caller writes, `answer` what it reads; the payload of an event is an answer. */
export type Side = "request" | "answer";

export type Change = {
  class: ChangeClass;
  /** What happened, as a stable word: `field-removed`. */
  kind: string;
  /** `operation`, `event`, or `type` for a name that others import. */
  of: "operation" | "event" | "type";
  /** operationId, event name or type name. */
  name: string;
  side: Side | "whole";
  /** Place within the side: `body.name`, `query.limit`, `200.data[].name`; empty for the whole. */
  at: string;
  /** The difference as a sentence without the name and the place. */
  message: string;
};

/** A difference before it is known which operation or event it belongs to. */
export type Finding = Pick<Change, "class" | "kind" | "at" | "message">;

export type Report = (finding: Finding) => void;

/** The same difference seen from both sides: what a caller may no longer write, a reader need no longer expect. */
export const bySide = (side: Side, inRequest: ChangeClass, inAnswer: ChangeClass): ChangeClass =>
  side === "request" ? inRequest : inAnswer;

/** A place one step further in. */
export const inside = (at: string, step: string): string =>
  at === "" || step.startsWith("[") ? `${at}${step}` : `${at}.${step}`;
