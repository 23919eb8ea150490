import { invalid } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { directories } from "../directories/table.ts";
import { directoryUsers } from "../directory-users/table.ts";
import { directoryGroups } from "./table.ts";

export const directoryGroupsResource = defineResource({
  tables: [directoryGroups],
  behaviours: {
    listDirectoryGroups: ({ world, query }) => {
      const { directory, user } = query;
      if (directory === undefined && user === undefined)
        throw invalid([{ field: "directory", code: "required", message: "directory or user is required." }]);
      if (directory !== undefined) world.get(directories, directory);
      const own = user === undefined ? undefined : new Set(world.get(directoryUsers, user).group_ids);
      return world.list(directoryGroups, query, {
        where: { directory_id: directory },
        ...(own && { filter: (row) => own.has(row.id) }),
      });
    },
    getDirectoryGroup: ({ world, path }) => world.get(directoryGroups, path.id),
  },
});
