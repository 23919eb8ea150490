/** What a browser ended up with. */
export interface Visit {
  url: string;
  status: number;
  body: string;
}

/** As much of a browser as a sign-in needs: it follows redirects, and keeps cookies by host. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Every address that was visited, redirects included. */
  readonly history: string[] = [];

  cookies(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    return jar;
  }

  async open(url: string, init: RequestInit = {}): Promise<Visit> {
    this.history.push(url);
    const jar = this.cookies(url);
    const headers = new Headers(init.headers);
    headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/;\s*max-age=0\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get("location");
    // After a redirect a browser reads: what was posted is not posted again.
    if (response.status >= 300 && response.status < 400 && location) return this.open(new URL(location, url).href);
    return { url, status: response.status, body: await response.text() };
  }
}
