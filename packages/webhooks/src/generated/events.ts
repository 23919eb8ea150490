// placeholder until the first bundle
export interface EventBase {
  object?: "event";
  id: string;
  created_at: string;
  context?: Record<string, unknown>;
}
declare enum UnknownEventName {
  unknown = "unknown",
}
export interface UnknownEvent extends EventBase {
  event: UnknownEventName;
  data: Record<string, unknown>;
}
export interface WorkOSEventMap {}
export type WorkOSEvent = WorkOSEventMap[keyof WorkOSEventMap] | UnknownEvent;
