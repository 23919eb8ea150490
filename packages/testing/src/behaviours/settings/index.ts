import { settings as cell, type Settings } from "../../world/settings.ts";
import { defineResource } from "../behaviour.ts";

/** The environment's settings: no operation of the API reaches them. */
export const settingsResource = defineResource({
  dashboard: (world) => ({
    /** The settings as they are. */
    get: (): Settings => world.read(cell),
    /** Changes the settings given; the others stay. */
    update(changes: Partial<Settings>): Settings {
      world.write(cell, { ...world.read(cell), ...changes });
      return world.read(cell);
    },
  }),
});
