import { type BaseRow, defineTable } from "./definition.ts";
import type { World } from "./world.ts";

/** Something the API would have e-mailed or texted. */
export interface Message extends BaseRow {
  readonly channel: "email" | "sms";
  /** Address or telephone number, as it was given. */
  readonly to: string;
  /** What it is about: `magic_auth`, `invitation`, `password_reset`, … */
  readonly kind: string;
  readonly text: string;
  /** The one-time code in it, if it carries one. */
  readonly code?: string;
  /** The link in it, if it carries one. */
  readonly link?: string;
  /** The token in it, if it carries one. */
  readonly token?: string;
}

export const messages = defineTable<Message>({
  name: "outbox",
  label: "Message",
  prefix: "message",
  indexes: { to: (message) => message.to.toLowerCase() },
});

/** What the world would have sent, for tests to read codes and links from. */
export class Outbox {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** All messages, oldest first. */
  get all(): readonly Message[] {
    return this.#world.rows(messages);
  }

  /** Messages to an address or number, oldest first; case does not matter. */
  to(address: string): readonly Message[] {
    return this.#world.rows(messages, { where: { to: address.toLowerCase() } });
  }

  /** The newest message to an address or number, of one kind if given. */
  last(address: string, kind?: string): Message | undefined {
    const walk = this.#world.table(messages).walk({ where: { to: address.toLowerCase() }, isAscending: false });
    for (const message of walk) if (kind === undefined || message.kind === kind) return message;
    return undefined;
  }
}
