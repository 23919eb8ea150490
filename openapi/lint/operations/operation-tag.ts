import { type Rule, resourceOf } from "../rule.ts";

/** The tag of an operation is the folder it lives in, so that a page of the reference leads to its file. */
export const operationTag: Rule = () => ({
  Operation(operation, { report, location }) {
    const resource = resourceOf(location.source.absoluteRef);
    const tags = operation.tags ?? [];
    if (resource === undefined || (tags.length === 1 && tags[0] === resource)) return;
    report({
      message: `Write \`tags: [${resource}]\`: an operation has one tag, the name of its folder. To group it elsewhere, move it there.`,
      location: tags.length > 0 ? location.child("tags") : location.key(),
    });
  },
});
