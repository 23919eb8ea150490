import { defineResource } from "../behaviour.ts";

export const widgetsResource = defineResource({
  withoutBehaviour: ["createClientToken", "createWidgetToken"],
});
