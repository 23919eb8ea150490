import type { PublicCore } from "../core/core.ts";
import { ConnectionError, KitError, ParseError, TimeoutError } from "../core/errors/errors.ts";
import { isApiError } from "../core/errors/is-api-error.ts";
import { platform, type World } from "../core/world.ts";
import type { Authentication, DeviceAuthorization } from "../generated/models.ts";
import { authenticateWithDeviceCode } from "./grants.ts";

/** A device sign-in ended without tokens. */
export class DeviceFlowError extends KitError {
  static readonly kind = "DeviceFlowError";
  declare readonly name: "DeviceFlowError";
  /** `access_denied`: the user said no. `expired_token`: nobody answered in time; start again. */
  declare readonly reason: "access_denied" | "expired_token";

  constructor(reason: "access_denied" | "expired_token", cause?: unknown) {
    const text = reason === "access_denied" ? "The user refused the device." : "The device code expired unanswered.";
    super("DeviceFlowError", undefined, text, { reason }, cause);
  }
}

/** How polling is watched and ended. */
export interface PollDeviceOptions {
  /** Ends the polling; it rejects with the reason. */
  signal?: AbortSignal;
  /** Called before each wait, for a progress line. */
  onWait?: (wait: { seconds: number; attempt: number }) => void;
  /** Clock and sleep, for tests. @default the platform's */
  world?: Partial<World>;
}

/**
 * Waits until the user has approved a device, and gives her tokens. Polls as RFC 8628 asks: at the interval the API
 * named (5 seconds by default), 5 seconds slower after each `slow_down`, twice as slow while answers are lost, and not
 * beyond the lifetime of the code.
 *
 * @throws DeviceFlowError when the user refuses or the code expires; ApiError for every other refusal.
 * @example
 * const device = await createDeviceAuthorization(client);
 * console.log(`Open ${device.verification_uri} and enter ${device.user_code}.`);
 * const { access_token } = await pollDevice(client, device);
 */
export async function pollDevice(
  client: PublicCore,
  device: Pick<DeviceAuthorization, "device_code" | "expires_in" | "interval">,
  { signal, onWait, world }: PollDeviceOptions = {},
): Promise<Authentication> {
  const { now, sleep } = { ...platform, ...world };
  const endsAt = now() + device.expires_in * 1000;
  // Nothing, or less, would be asking without a pause.
  const interval = Number(device.interval) > 0 ? Number(device.interval) : 5;
  let pace: Pace = { interval, seconds: interval };
  for (let attempt = 0; ; attempt++) {
    const { seconds } = pace;
    if (now() + seconds * 1000 > endsAt) throw new DeviceFlowError("expired_token");
    onWait?.({ seconds, attempt });
    await sleep(seconds * 1000, signal);
    try {
      // Retries of the client would poll faster than allowed.
      return await authenticateWithDeviceCode(client, { device_code: device.device_code }, { retries: 0, signal });
    } catch (error) {
      pace = nextPace(error, pace);
    }
  }
}

/** How long to wait between answers, and how long for the next one. */
interface Pace {
  interval: number;
  seconds: number;
}

function nextPace(error: unknown, { interval, seconds }: Pace): Pace {
  if (isApiError(error, "authorization_pending")) return { interval, seconds: interval };
  if (isApiError(error, "slow_down")) return { interval: interval + 5, seconds: interval + 5 };
  // These pass: who has approved meanwhile must not wait on for long.
  if (isApiError(error) && error.status === 429) {
    return { interval, seconds: Math.max(interval + 5, error.retryAfterSeconds ?? 0) };
  }
  if (isPassing(error)) return { interval, seconds: Math.max(interval, Math.min(seconds * 2, 60)) };
  if (isApiError(error, "access_denied")) throw new DeviceFlowError("access_denied", error);
  if (isApiError(error, "expired_token")) throw new DeviceFlowError("expired_token", error);
  throw error;
}

/** An answer that was lost, or never given: the next one may be. */
function isPassing(error: unknown): boolean {
  if (isApiError(error)) return error.status >= 500;
  return ConnectionError.isInstance(error) || TimeoutError.isInstance(error) || ParseError.isInstance(error);
}
