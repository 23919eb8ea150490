import { invalid } from "../../problem.ts";
import { defineResource } from "../behaviour.ts";
import { directories } from "../directories/table.ts";
import { directoryGroups } from "../directory-groups/table.ts";
import { directoryUsers } from "./table.ts";

export const directoryUsersResource = defineResource({
  tables: [directoryUsers],
  behaviours: {
    listDirectoryUsers: ({ world, query }) => {
      const { directory, group, idp_id, email } = query;
      if (directory === undefined && group === undefined)
        throw invalid([{ field: "directory", code: "required", message: "directory or group is required." }]);
      if (directory === undefined && (idp_id ?? email) !== undefined)
        throw invalid([{ field: "directory", code: "required", message: "idp_id and email need a directory." }]);
      if (directory !== undefined) world.get(directories, directory);
      if (group !== undefined) world.get(directoryGroups, group);
      // The narrowest index first: the walk follows the first condition.
      const where = { idp_id, email: email?.toLowerCase(), group_id: group, directory_id: directory };
      return world.list(directoryUsers, query, { where });
    },
    getDirectoryUser: ({ world, path }) => world.present(directoryUsers, world.get(directoryUsers, path.id)),
  },
});
