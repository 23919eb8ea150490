"use strict";
var __spreadArray = (this && this.__spreadArray) || function (to, from, pack) {
    if (pack || arguments.length === 2) for (var i = 0, l = from.length, ar; i < l; i++) {
        if (ar || !(i in from)) {
            if (!ar) ar = Array.prototype.slice.call(from, 0, i);
            ar[i] = from[i];
        }
    }
    return to.concat(ar || Array.prototype.slice.call(from));
};
Object.defineProperty(exports, "__esModule", { value: true });
// The WebCrypto backend in every runtime that is installed here. Bun and Deno take node:crypto by themselves.
var node_child_process_1 = require("node:child_process");
var node_fs_1 = require("node:fs");
var promises_1 = require("node:fs/promises");
var node_os_1 = require("node:os");
var node_path_1 = require("node:path");
var esbuild_1 = require("esbuild");
var installed = (0, node_path_1.join)(import.meta.dirname, "../../tools/runtimes/node_modules");
var arch = process.arch, platform = process.platform;
var bun = "@oven/bun-".concat(platform, "-").concat(arch === "arm64" ? "aarch64" : arch, "/bin/bun");
var deno = "@deno/".concat(platform, "-").concat(arch, "-glibc/deno");
/** A program in a package that lies beside its wrapper in the store. */
function beside(wrapper, program) {
    var folder = (0, node_path_1.join)(installed, wrapper);
    return (0, node_fs_1.existsSync)(folder) ? (0, node_path_1.join)((0, node_path_1.dirname)((0, node_fs_1.realpathSync)(folder)), program) : "";
}
var runtimes = [
    ["Node", process.execPath, []],
    ["Bun", beside("bun", bun), []],
    ["Deno", beside("deno", deno), ["run", "--no-config", "--no-remote", "-A"]],
];
var folder = await (0, promises_1.mkdtemp)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "bench-"));
var outfile = (0, node_path_1.join)(folder, "web.mjs");
await (0, esbuild_1.build)({
    entryPoints: [(0, node_path_1.join)(import.meta.dirname, "_web-run.ts")],
    bundle: true,
    format: "esm",
    outfile: outfile,
    external: ["node:*"],
    // The deliveries are made with Buffer, which Deno has under its module's name only.
    banner: { js: 'import { Buffer } from "node:buffer"; import process from "node:process";' },
    tsconfigRaw: "{}",
});
for (var _i = 0, runtimes_1 = runtimes; _i < runtimes_1.length; _i++) {
    var _a = runtimes_1[_i], name_1 = _a[0], program = _a[1], args = _a[2];
    if ((0, node_fs_1.existsSync)(program))
        (0, node_child_process_1.spawnSync)(program, __spreadArray(__spreadArray([], args, true), [outfile, name_1], false), { stdio: "inherit" });
    else
        console.log("\n".concat(name_1, " is not installed: pnpm --filter @workos-kit/runtimes install."));
}
await (0, promises_1.rm)(folder, { recursive: true });
