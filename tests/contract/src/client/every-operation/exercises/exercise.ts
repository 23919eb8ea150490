import type { openStageWithUser } from "../../stage.ts";

/** What one product's exercise does; it throws where an answer is not as the spec promises. */
export interface Exercise {
  readonly title: string;
  run(stage: Awaited<ReturnType<typeof openStageWithUser>>): Promise<void>;
}
