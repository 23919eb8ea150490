/** Passes on the licences of what the bundles carry. Part of the build. */
import { fileURLToPath } from "node:url";
import { writeNotices } from "@workos-kit/codegen";

writeNotices(fileURLToPath(new URL("..", import.meta.url)));
