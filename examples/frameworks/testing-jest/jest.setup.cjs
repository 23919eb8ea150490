const { expect } = require("@jest/globals");
const { workosMatchers } = require("@workos-kit/testing/matchers");

expect.extend(workosMatchers);
