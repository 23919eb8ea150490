import { type Bundle, pascalCase, type Schema } from "@workos-kit/codegen";

/** One entry of `webhooks:` that is an event. */
export interface EventEntry {
  /** The event's own name, such as `user.created`. */
  readonly name: string;
  /** The name of its interface, such as `UserCreatedEvent`. */
  readonly typeName: string;
  readonly summary: string;
  readonly deprecated: boolean;
  readonly data: Schema;
  /** Only when the event says more about it than the envelope does. */
  readonly context: Schema | undefined;
  readonly isContextRequired: boolean;
  readonly example: unknown;
}

/** One entry of `webhooks:` that asks the application for a decision. */
export interface ActionEntry {
  readonly name: string;
  readonly schema: Schema;
  readonly example: unknown;
}

/** Everything the bundle says about deliveries, alphabetised. */
export interface Catalogue {
  readonly events: readonly EventEntry[];
  readonly actions: readonly ActionEntry[];
  /** Names that an endpoint can be subscribed to through the API. */
  readonly subscribable: readonly string[];
}

/** Reads the `webhooks:` of a bundle. An entry that fixes `event` is an event; the others are AuthKit actions. */
export function readCatalogue(bundle: Bundle): Catalogue {
  const events: EventEntry[] = [];
  const actions: ActionEntry[] = [];
  for (const [name, item] of Object.entries(bundle.webhooks ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const operation = item.post;
    const media = operation?.requestBody?.content["application/json"];
    if (operation === undefined || media?.schema === undefined)
      throw new Error(`The webhook ${name} has no JSON body.`);
    const example = Object.values(media.examples ?? {})[0]?.value;
    const fields = ownFields(media.schema);
    if (fields.event?.const === undefined) actions.push({ name, schema: media.schema, example });
    else {
      if (fields.event.const !== name || fields.data === undefined) {
        throw new Error(`The webhook ${name} must fix event to its own name and describe data.`);
      }
      events.push({
        name,
        typeName: `${pascalCase(name)}Event`,
        summary: operation.summary ?? name,
        deprecated: operation.deprecated === true,
        data: fields.data,
        context: fields.context,
        isContextRequired: requiredFields(media.schema).includes("context"),
        example,
      });
    }
  }
  return { events, actions, subscribable: subscribableNames(bundle) };
}

function ownFields(schema: Schema): Record<string, Schema> {
  return Object.assign({}, schema.properties, ...(schema.allOf ?? []).map(ownFields));
}

function requiredFields(schema: Schema): string[] {
  return [...(schema.required ?? []), ...(schema.allOf ?? []).flatMap(requiredFields)];
}

function subscribableNames(bundle: Bundle): string[] {
  const schema = bundle.components.schemas.WebhookEventType;
  const values = [schema, ...(schema?.anyOf ?? [])].flatMap((each) => each?.enum ?? []);
  return [...new Set(values.map(String))].sort();
}
