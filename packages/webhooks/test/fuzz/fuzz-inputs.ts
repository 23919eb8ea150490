import { hmac } from "../verification/edge-table.ts";

/** A source of repeatable chance. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to, but not including, `below`. */
  integer(below: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 12), 0x297a2d39) >>> 0;
    return mixed % below;
  }

  /** One of several. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(items.length)];
    if (item === undefined && items.length === 0) throw new RangeError("Nothing to pick from.");
    return item as Item;
  }

  /** Text of characters that parsers stumble over. */
  text(maxLength: number): string {
    const length = this.integer(maxLength + 1);
    let text = "";
    while (text.length < length) text += this.pick(awkward);
    return text;
  }
}

const awkward = [
  "t",
  "v1",
  "v0",
  "=",
  "==",
  ",",
  ", ",
  " ",
  "\t",
  "\n",
  "\0",
  "0",
  "9",
  "a",
  "f",
  "A",
  "-",
  ".",
  "e",
  "{",
  "}",
  '"',
  "[",
  "]",
  "\\",
  "\u{1f600}",
  "\ud800",
  "é",
  "\ufeff",
  "__proto__",
  "constructor",
  "null",
  "1e9",
  "\u0660",
  "%",
];
/** The secret of genuine inputs. */
export const fuzzSecret = "whsec_fuzz";
/** The clock of genuine inputs. */
export const fuzzNow = 1_795_176_000_000;

const bodies = [
  '{"id":"event_1","event":"user.created","data":{"email":"ada@example.com"}}',
  '{"id":"event_2","event":"brand.new","data":{}}',
  "",
  "null",
  "[]",
  '{"id":1}',
  "\ufeff{}",
  "💡",
];
const oddPayloads: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 5,
  () => Number.NaN,
  () => true,
  () => 5n,
  () => Symbol("x"),
  () => () => "x",
  () => new Date(0),
  () => new Map(),
  () => new Set([1]),
  () => Promise.resolve("x"),
  () => new ReadableStream(),
  () => new ArrayBuffer(4),
  () => new DataView(new ArrayBuffer(4)),
  () => new Float64Array(2),
  () => new SharedArrayBuffer(3),
  () => ({ toJSON: () => undefined }),
  () => ({
    toJSON: () => {
      throw new Error("no");
    },
  }),
  () => Object.create(null),
  () => [1, { a: 5n }],
  () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    ),
  () => new Error("x"),
  () => /x/,
  () => new Uint8Array([255, 254]),
];
const oddValues: readonly unknown[] = [
  undefined,
  null,
  "",
  0,
  -1,
  1,
  180,
  999,
  1000,
  180_000,
  1e21,
  Number.NaN,
  Infinity,
  -Infinity,
  "180000",
  true,
  [],
  {},
  () => fuzzNow,
  () => "x",
  () => Number.NaN,
  new Date(0),
  5n,
];
const oddSecrets: readonly unknown[] = [
  undefined,
  null,
  "",
  " ",
  5,
  {},
  [],
  [""],
  ["a", ""],
  new Uint8Array(),
  new Uint8Array(8),
  ["a", "b"],
  Array.from({ length: 9 }, () => "a"),
  "\ud800",
  true,
  [[fuzzSecret]],
  "null",
];

/** One input, and whether it must be accepted, refused, or may be either as long as the error is ours. */
export interface FuzzInput {
  readonly options: unknown;
  readonly mustRefuse: boolean;
}

/** Makes one input: random, or genuine with one mutation that must be noticed. */
export function fuzzInput(chance: Chance): FuzzInput {
  const body = chance.pick(bodies);
  const mac = hmac(fuzzSecret, fuzzNow, body);
  const genuine = {
    payload: body as unknown,
    sigHeader: `t=${fuzzNow}, v1=${mac}` as unknown,
    secret: fuzzSecret as unknown,
    now: fuzzNow as unknown,
  };
  const refuse = (changes: object): FuzzInput => ({ options: { ...genuine, ...changes }, mustRefuse: true });
  const either = (changes: object): FuzzInput => ({ options: { ...genuine, ...changes }, mustRefuse: false });
  switch (chance.integer(14)) {
    case 0:
      return refuse({ sigHeader: chance.text(60) });
    case 1:
      return refuse({ sigHeader: `t=${chance.text(16)}, v1=${chance.text(70)}` });
    case 2:
      return refuse({ sigHeader: `t=${fuzzNow}, v1=${flipHexDigit(mac, chance)}` });
    case 3:
      return refuse({ sigHeader: `t=${fuzzNow + 1 + chance.integer(1000)}, v1=${mac}` });
    case 4:
      return refuse({ payload: `${body}${chance.pick(["\n", " ", "\0", "x"])}` });
    case 5:
      return refuse({ payload: body.slice(1), ...(body === "" ? { payload: "x" } : {}) });
    case 6:
      return refuse({ secret: chance.pick(oddSecrets) });
    case 7:
      // Not a zero byte: HMAC pads keys with those, so it would be the same key.
      return refuse({ secret: fuzzSecret + chance.pick(awkward.filter((each) => each !== "\0")) });
    case 8:
      return refuse({
        payload: chance.pick(oddPayloads)(),
        sigHeader: `t=${fuzzNow}, v1=${hmac(fuzzSecret, fuzzNow, "nothing of these")}`,
      });
    case 9:
      return either({
        [chance.pick(["tolerance", "toleranceSeconds", "futureTolerance", "now"])]: chance.pick(oddValues),
        payload: body,
      });
    case 10:
      return either({ sigHeader: shuffleHeader(mac, chance) });
    case 11:
      return refuse({
        sigHeader: chance.pick([undefined, null, 5, {}, [], [""], ["a", "b"], Symbol("x"), new Headers()]),
      });
    case 12:
      return { options: chance.pick([undefined, null, 5, "x", [], {}, () => {}]), mustRefuse: true };
    default:
      return refuse({ now: fuzzNow + 180_001 + chance.integer(1e9) });
  }
}

function flipHexDigit(mac: string, chance: Chance): string {
  const at = chance.integer(64);
  const digit = (Number.parseInt(mac[at] ?? "0", 16) ^ (1 + chance.integer(15))).toString(16);
  return mac.slice(0, at) + digit + mac.slice(at + 1);
}

function shuffleHeader(mac: string, chance: Chance): string {
  const parts = [`t=${fuzzNow}`, `v1=${mac}`];
  for (let count = chance.integer(6); count > 0; count--)
    parts.push(chance.pick([`v1=${chance.text(64)}`, `v0=${mac}`, chance.text(8), "", "v1=", `t=${fuzzNow}`]));
  return parts.sort(() => chance.integer(3) - 1).join(chance.pick([",", ", ", " , "]));
}
