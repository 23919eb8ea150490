import { type Bundle, generatedHeader, operationsOf } from "@workos-kit/codegen";

const header = generatedHeader("packages/testing/scripts/generate.ts");

/** The documented error answers of each operation with their examples; equal bodies are kept once. */
export function printErrors(bundle: Bundle): string {
  const bodies: string[] = [];
  const indexOf = (body: unknown) => {
    const text = JSON.stringify(body);
    const known = bodies.indexOf(text);
    return known >= 0 ? known : bodies.push(text) - 1;
  };
  const rows = operationsOf(bundle).map((operation) => {
    const errors = operation.answers
      .filter(({ status }) => status >= 400)
      .map(({ status, examples }) => {
        const values = Object.values(examples).map(({ value }) => indexOf(value));
        return [status, ...values];
      });
    return `  ${operation.id}: ${JSON.stringify(errors)},\n`;
  });
  return (
    `${header}/** Bodies of documented errors. */\nexport const errorBodies: readonly unknown[] = [\n${bodies.map((body) => `  ${body},\n`).join("")}];\n\n` +
    `/** For each operation its documented errors: the status, then places in {@link errorBodies}. */\n` +
    `export const operationErrors: Readonly<Record<string, readonly (readonly number[])[]>> = {\n${rows.join("")}};\n`
  );
}
