export type EventName = string;
export type EventDataByName = Record<string, unknown>;
