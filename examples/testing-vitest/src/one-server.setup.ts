// #region docs
import { createMock } from "@workos-kit/testing";
import { serve } from "@workos-kit/testing/server";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    workosUrl: string;
  }
}

/** One mock behind a port for all files; vitest calls this by its name, and what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serve(createMock());
  project.provide("workosUrl", server.url);
  return () => server.close();
}
// #endregion
