// #region docs
import { isWorkOSAddress } from "@workos-kit/webhooks/allow-list";
import { report } from "./report.ts";

export function noticeStrangers(remoteAddress: string | undefined): void {
  if (!isWorkOSAddress(remoteAddress)) report(`a delivery from ${remoteAddress}`);
}
// #endregion
