import jsQR from "jsqr";
// @ts-expect-error the package brings no types
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { drawQrCode } from "./draw.ts";
import { pngOf } from "./png.ts";

/** What a camera would read: decoded by somebody else's library. */
function read(dataUri: string): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(dataUri.split(",")[1] ?? "", "base64"));
  const decode = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
  return decode(new Uint8ClampedArray(data), width, height)?.data;
}

describe("QR codes", () => {
  it.each([1, 17, 30, 53, 78, 100, 120, 134, 154, 180, 200, 230])("of %i characters can be read", (length) => {
    const text = "otpauth://totp/Acme:ada@acme.test?secret=".padEnd(length, "KRSXG5CT").slice(0, length);

    expect(read(pngOf(drawQrCode(text)))).toBe(text);
  });

  it("refuse a text that is too long", () => {
    expect(() => drawQrCode("x".repeat(231))).toThrow("too long");
  });
});
