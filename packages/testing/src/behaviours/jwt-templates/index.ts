import type { JwtTemplate } from "../../generated/schemas.ts";
import { invalid, refusedPlainly } from "../../problem.ts";
import type { World } from "../../world/world.ts";
import { defineResource } from "../behaviour.ts";
import { renderTemplate, reservedClaims } from "./render.ts";
import { jwtTemplate } from "./table.ts";

export const jwtTemplatesResource = defineResource({
  behaviours: {
    getJwtTemplate: ({ world }) => {
      const template = world.read(jwtTemplate);
      if (!template) throw refusedPlainly(404, "JWT template not found: none was set.");
      return template;
    },
    updateJwtTemplate: ({ world, body }) => setTemplate(world, body.content),
  },
  dashboard: (world) => ({
    /** Sets the template of access tokens. */
    update: ({ content }: { readonly content: string }): JwtTemplate => setTemplate(world, content),
  }),
});

function setTemplate(world: World, content: string): JwtTemplate {
  refuseTemplate(content);
  const now = world.clock.iso();
  const before = world.read(jwtTemplate);
  const template: JwtTemplate = {
    object: "jwt_template",
    content,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
  world.write(jwtTemplate, template);
  return template;
}

function refuseTemplate(content: string): void {
  let claims: string[];
  try {
    // Without values every expression is null, and keys of null are dropped: a value shows all of them.
    claims = Object.keys(renderTemplate(content.replaceAll(/\{\{([^}]*)\}\}/g, "{{ $1 || 0 }}"), {}));
  } catch (error) {
    throw invalid([{ field: "content", code: "invalid_template", message: String(error) }]);
  }
  const reserved = claims.find((claim) => reservedClaims.includes(claim));
  if (reserved !== undefined)
    throw invalid([{ field: "content", code: "reserved_claim", message: `The claim ${reserved} is reserved.` }]);
}
