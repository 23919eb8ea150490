import { type BuildOptions, build } from "esbuild";

/** The forms in which a suite reaches a runtime. */
export type Form = "esm" | "cjs" | "workerd" | "browser";

// Runtimes with a module loader get the package itself, through its exports; the others get what a bundler makes of it.
const forms: Record<Form, { options: BuildOptions; ending: string }> = {
  esm: {
    options: { format: "esm", packages: "external", platform: "node" },
    ending: "console.log(JSON.stringify(report));",
  },
  cjs: {
    options: { format: "cjs", packages: "external", platform: "node" },
    ending: "console.log(JSON.stringify(report));",
  },
  workerd: {
    options: { format: "esm", platform: "browser", conditions: ["workerd", "worker"] },
    ending: "console.log(JSON.stringify(report)); if (report.failed.length) throw new Error('failed');",
  },
  browser: {
    options: { format: "esm", platform: "browser" },
    ending: "await fetch('/report', { method: 'POST', body: JSON.stringify(report) });",
  },
};

/** Writes a suite as one file that runs itself and reports. */
export async function bundleSuite(suiteFile: string, form: Form, outfile: string): Promise<void> {
  const { options, ending } = forms[form];
  const run = `const run = async () => { const report = await runSuite(suite); ${ending} };`;
  // workerd asks a module for its test; everywhere else the module runs itself.
  const start = form === "workerd" ? "export default { test: run };" : "void run();";
  await build({
    stdin: {
      contents: `import { runSuite } from "./suite.ts"; import { suite } from ${JSON.stringify(suiteFile)}; ${run} ${start}`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    outfile,
    target: "es2022",
    logLevel: "error",
    // The paths in the tsconfig of a package would lead to its sources instead of what is published.
    tsconfigRaw: "{}",
    ...options,
  });
}
