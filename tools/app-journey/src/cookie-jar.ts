/** A browser without eyes: keeps cookies, and shows every redirect on the way. */
export class CookieJar {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The cookies that it keeps, by name. */
  get names(): string[] {
    return [...this.#cookies.keys()];
  }

  /** The value of a cookie as it is sent. */
  get(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  set(name: string, value: string, path = "/"): void {
    this.#cookies.set(name, { value, path });
  }

  /** Asks for one address, and follows nothing. */
  async fetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#origin);
    const headers = new Headers(init.headers);
    const isOurs = url.origin === this.#origin;
    const sent = [...this.#cookies].filter(([, { path }]) => isOurs && url.pathname.startsWith(path));
    if (sent.length > 0) headers.set("cookie", sent.map(([name, { value }]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    if (isOurs) for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  /** Follows redirects to the page they end at; gives the paths, or origins of others, on the way. */
  async open(address: string | URL, init?: RequestInit): Promise<{ page: Response; html: string; way: string[] }> {
    let url = new URL(address, this.#origin);
    let page = await this.fetch(url, init);
    const way: string[] = [];
    for (let location = page.headers.get("location"); location !== null; location = page.headers.get("location")) {
      way.push(url.origin === this.#origin ? url.pathname : "WorkOS");
      if (way.length > 10) throw new Error(`Redirected in circles: ${way.join(" → ")}`);
      // Read to its end: some servers complain of an answer that nobody wanted.
      await page.arrayBuffer();
      url = new URL(location, url);
      page = await this.fetch(url);
    }
    way.push(url.origin === this.#origin ? url.pathname : "WorkOS");
    return { page, html: await page.text(), way };
  }

  #keep(setCookie: string): void {
    const [pair = "", ...attributes] = setCookie.split(/;\s*/);
    const [name = "", ...value] = pair.split("=");
    const path = attributes.find((each) => /^path=/i.test(each))?.slice("path=".length) ?? "/";
    if (attributes.some((each) => /^max-age=0$/i.test(each))) this.#cookies.delete(name);
    else this.set(name, value.join("="), path);
  }
}
