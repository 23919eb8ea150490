import type { EventContextOfHandler, EventHandler } from "./router.ts";

/** The part of the Standard Schema interface that is needed; zod, valibot, arktype and others have it. */
export interface StandardSchema<Output> {
  readonly "~standard": {
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
  };
}

/** What a schema says about a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

/**
 * Lets a schema of your own check and convert the data of an event before your handler gets it. Reach for it when
 * `metadata` or `custom_attributes` must have a form that only you know.
 *
 * Data that the schema refuses is answered with 500, so the event comes again and waits for a program that takes it;
 * `onError` gets the issues as the `cause` of the error.
 *
 * @example
 * hooks.on("user.created", withSchema(z.object({ email: z.email() }), async (data) => welcome(data.email)));
 */
export function withSchema<Output, Event extends { readonly event: string; readonly data: unknown }>(
  schema: StandardSchema<Output>,
  handler: (data: Output, event: Event, context: EventContextOfHandler) => unknown,
): EventHandler<Event> {
  return async (event, context) => {
    const result = await schema["~standard"].validate(event.data);
    if (result.issues) {
      // The words of the issues may quote the data: only whoever looks for them sees them.
      throw new Error(`The schema refuses the data of ${event.event}.`, { cause: result.issues });
    }
    await handler(result.value, event, context);
  };
}
