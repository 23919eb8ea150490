// npm or yarn at the root would install half a workspace and leave a lock file nobody reads: say what to do instead.
if (!(process.env.npm_config_user_agent ?? "").startsWith("pnpm/")) {
  console.error(
    "This repository is installed by pnpm. Run `npm start` or `npm test`: both fetch the pinned pnpm and set everything up.",
  );
  process.exit(1);
}
