import { describe, expect, it } from "vitest";
import { createWebhookHandler } from "../../src/handler.ts";
import { delivery, outcome, secret } from "./deliver.ts";

describe("a secret that is given by a function", () => {
  it("is not asked for before a delivery comes, and once", async () => {
    let asked = 0;
    const hooks = createWebhookHandler({
      secret: async () => {
        asked++;
        return secret;
      },
    });
    expect(asked).toBe(0);

    for (let turn = 0; turn < 3; turn++)
      expect(await outcome(hooks.fetch(await delivery()))).toEqual([200, { received: true }]);

    expect(asked).toBe(1);
  });

  it("may be several", async () => {
    const hooks = createWebhookHandler({ secret: () => ["whsec_new", secret] });

    expect((await hooks.fetch(await delivery())).status).toBe(200);
  });

  it("is asked for again after there was none", async () => {
    const answers = [
      () => "",
      () => {
        throw new Error("The secret manager is down.");
      },
      () => secret,
    ];
    const errors: unknown[] = [];
    const hooks = createWebhookHandler({
      secret: () => answers.shift()?.() ?? "",
      onError: (error) => errors.push(error),
    });

    const missing = [500, { error: "missing_secret" }];
    expect(await outcome(hooks.fetch(await delivery()))).toEqual(missing);
    expect(await outcome(hooks.fetch(await delivery()))).toEqual(missing);
    expect(await outcome(hooks.fetch(await delivery()))).toEqual([200, { received: true }]);
    expect(errors).toMatchObject([{ code: "missing_secret" }, { cause: { message: "The secret manager is down." } }]);
  });

  it("does not keep other options from being checked at once", () => {
    expect(() => createWebhookHandler({ secret: () => secret, tolerance: 5 })).toThrow(/Bad tolerance/);
    expect(() => createWebhookHandler({ secret: "" })).toThrow(/missing_secret/);
  });
});
