/** Fails when a committed generated file is not what the spec makes of it today. */
import { judgeGenerated } from "./generated-files.ts";
import { root } from "./step.ts";

const { isFine, text } = judgeGenerated(root, process.env.CI !== undefined && process.env.CI !== "");
(isFine ? console.log : console.error)(text);
process.exitCode = isFine ? 0 : 1;
