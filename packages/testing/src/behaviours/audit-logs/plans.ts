import { defineCell } from "../../world/definition.ts";

/** What a fetch of an export finds. */
export type PlannedState = "pending" | "ready" | "error" | "expired";

/** What a download comes to: its link has expired, or the connection breaks off after so many bytes of the body. */
export type PlannedDownload = "whole" | "expired" | { readonly cut_after_bytes: number };

/** Into what the next exports turn, in place of ready ones. */
export const plannedStates = defineCell<readonly PlannedState[]>("audit_log_export_plans", []);
export const plannedDownloads = defineCell<readonly PlannedDownload[]>("audit_log_download_plans", []);
