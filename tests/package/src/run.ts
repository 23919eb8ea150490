import { execFile } from "node:child_process";

/** How a command ended. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a command in a folder and gives its exit code and all it printed; never rejects for a failing command. */
export function run(folder: string, command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, maxBuffer: 20_000_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}
