/** The rules of this room, as a plugin of Redocly; `redocly.yaml` switches them on. */
import type { Plugin } from "@redocly/openapi-core";
import { extension } from "./layout/extension.ts";
import { noTodo } from "./layout/no-todo.ts";
import { roomSize } from "./layout/room-size.ts";
import { schemaName } from "./layout/schema-name.ts";
import { unused } from "./layout/unused.ts";
import { eventName } from "./operations/event-name.ts";
import { operationDocs } from "./operations/operation-docs.ts";
import { operationErrors } from "./operations/operation-errors.ts";
import { operationKeyOrder } from "./operations/operation-key-order.ts";
import { operationName } from "./operations/operation-name.ts";
import { operationTag } from "./operations/operation-tag.ts";
import { operationText } from "./operations/operation-text.ts";
import { described } from "./schemas/described.ts";
import { fieldExample } from "./schemas/field-example.ts";
import { openEnumeration } from "./schemas/open-enumeration.ts";
import { parameterStyle } from "./schemas/parameter-style.ts";

export const rules = {
  "operation-name": operationName,
  "event-name": eventName,
  "operation-tag": operationTag,
  "operation-errors": operationErrors,
  "operation-docs": operationDocs,
  "operation-text": operationText,
  "operation-key-order": operationKeyOrder,
  "parameter-style": parameterStyle,
  described,
  "field-example": fieldExample,
  "open-enumeration": openEnumeration,
  "schema-name": schemaName,
  "room-size": roomSize,
  unused,
  extension,
  "no-todo": noTodo,
};

// biome-ignore lint/style/noDefaultExport: Redocly loads a plugin by its default export.
export default function workos(): Plugin {
  return { id: "workos", rules: { oas3: rules } };
}
