// #region docs
import { createClient } from "@workos-kit/client";
import { createMock } from "@workos-kit/testing";

const mock = createMock({ seed: 1 });
const workos = createClient({ apiKey: mock.apiKey, fetch: mock.fetch });

// #endregion

export { mock, workos };
