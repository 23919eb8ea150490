export {
  type EvaluableFlag,
  evaluateFlag,
  type FlagContext,
  type FlagSet,
  type FlagSubject,
  type FlagTarget,
} from "./feature-flags/evaluate.ts";
export { type FlagChange, type Flags, type WatchFlagsOptions, watchFlags } from "./feature-flags/watch-flags.ts";
