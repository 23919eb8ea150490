const shared = {
  moduleFileExtensions: ["cjs", "mjs", "js", "json"],
  // Runs once per file, after `expect` is there.
  setupFilesAfterEnv: ["<rootDir>/jest.setup.cjs"],
  // The code is JavaScript that Node runs as it stands.
  transform: {},
};

module.exports = {
  projects: [
    { ...shared, displayName: "commonjs", testMatch: ["<rootDir>/test/*.test.cjs"] },
    { ...shared, displayName: "esm", testMatch: ["<rootDir>/test/*.test.mjs"] },
  ],
};
