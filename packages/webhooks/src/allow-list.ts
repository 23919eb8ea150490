/** The addresses that WorkOS names as senders of webhooks and actions, and when they were read. */
export const WORKOS_ADDRESSES = {
  readOn: "2026-11-20",
  source: "https://workos.com/docs/events/data-syncing/webhooks",
  addresses: [
    "3.217.146.166",
    "23.21.184.92",
    "34.204.154.149",
    "44.213.245.178",
    "44.215.236.82",
    "50.16.203.9",
    "52.1.251.34",
    "52.21.49.187",
    "174.129.36.47",
  ],
} as const;

/**
 * Tells whether an address is one that WorkOS sends from. An additional check at most: the list changes without notice,
 * an address can be spoofed by whoever controls a proxy, and only the signature proves anything.
 *
 * Give the address of the connection, or what a proxy you trust puts in its place. `X-Forwarded-For` is not read here,
 * because anybody can write it.
 *
 * @param addresses - the list of the day, when the one above is outdated.
 * @example
 * if (!isWorkOSAddress(request.socket.remoteAddress)) log("delivery from an unlisted address");
 */
export function isWorkOSAddress(
  address: string | null | undefined,
  addresses: readonly string[] = WORKOS_ADDRESSES.addresses,
): boolean {
  // A server that listens on IPv6 sees IPv4 addresses in this form.
  return typeof address === "string" && addresses.includes(address.trim().replace(/^::ffff:/i, ""));
}
