// #region docs
import { mock, startMocks } from "./mocks.ts";

/** Once, before the first story. */
export const beforeAll = startMocks;

/** Before each story: the seeded state, no faults, an empty journal. */
export const beforeEach = () => mock.reset();
// #endregion
