declare module "express-4" {
  import express from "express";

  // biome-ignore lint/style/noDefaultExport: it is how Express exports itself
  export default express;
}
