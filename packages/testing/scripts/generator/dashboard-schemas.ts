import { generatedHeader } from "@workos-kit/codegen";
import ts from "typescript";
import type { DashboardSchemas, InputSchema } from "../../src/controls/input-schema.ts";

/** Prints the schemas as a module. */
export function printDashboardSchemas(schemas: DashboardSchemas): string {
  const header = generatedHeader("packages/testing/scripts/generate.ts");
  const type = 'import type { DashboardSchemas } from "../controls/input-schema.ts";';
  // A line for each input and definition: a change of one shows as one line.
  const lines = (entries: object) =>
    Object.entries(entries).map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)},\n`);
  const table = `  inputs: {\n${lines(schemas.inputs).join("")}  },\n  $defs: {\n${lines(schemas.$defs).join("")}  },\n`;
  return `${header}${type}\n\nexport const dashboardSchemas: DashboardSchemas = {\n${table}};\n`;
}

/** Reads what each function of the dashboard takes from its TypeScript type, so that it is stated once. */
export function readDashboardSchemas(entry: string, tsconfig: string): DashboardSchemas {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, tsconfig.replace(/[^/]+$/, ""));
  const program = ts.createProgram([entry], { ...options, noEmit: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  const dashboard = module && checker.getExportsOfModule(module).find(({ name }) => name === "Dashboard");
  if (!source || !dashboard) throw new Error(`${entry} exports no type Dashboard.`);
  const reader = new SchemaReader(checker, source);
  const inputs: Record<string, InputSchema> = {};
  for (const resource of checker.getDeclaredTypeOfSymbol(dashboard).getProperties()) {
    const functions = checker.getTypeOfSymbolAtLocation(resource, source);
    for (const method of functions.getProperties()) {
      const [signature] = checker.getTypeOfSymbolAtLocation(method, source).getCallSignatures();
      const [parameter] = signature?.getParameters() ?? [];
      const type = parameter && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, source));
      inputs[`${resource.name}/${method.name}`] = type ? reader.read(type) : { type: "object", properties: {} };
    }
  }
  return { inputs, $defs: Object.fromEntries(Object.entries(reader.definitions).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

class SchemaReader {
  readonly definitions: Record<string, InputSchema> = {};
  readonly #checker: ts.TypeChecker;
  readonly #place: ts.Node;
  readonly #names = new Map<ts.Type, string>();

  constructor(checker: ts.TypeChecker, place: ts.Node) {
    this.#checker = checker;
    this.#place = place;
  }

  read(type: ts.Type): InputSchema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isUnion()) return this.#readUnion(type.types);
    if (type.isLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: this.#checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.StringLike) return { type: "string" };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: "number" };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    // `string & {}`: an open enumeration.
    if (type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.StringLike))
      return { type: "string" };
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference); // Arrays and tuples are references.
      return { type: "array", ...(item && { items: this.read(item) }) };
    }
    return this.#readObject(type);
  }

  #readUnion(members: readonly ts.Type[]): InputSchema {
    const schemas = members.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)).map((each) => this.read(each));
    const constants = schemas.filter((each) => "const" in each).map((each) => each.const);
    const rest = schemas.filter((each) => !("const" in each));
    if (constants.includes(true) && constants.includes(false)) rest.push({ type: "boolean" });
    const values = rest.some(({ type }) => type === "boolean")
      ? constants.filter((each) => typeof each !== "boolean")
      : constants;
    // Text of any kind takes in the names that are known.
    const kept = rest.some(({ type }) => type === "string")
      ? values.filter((each) => typeof each !== "string")
      : values;
    // Where an id will do, so will the object it came from, with all its fields.
    const all = rest.some(({ type }) => type === "string") ? rest.map(opened) : rest;
    // The compiler lists members in the order in which it met them; that must not show in the file.
    const sorted = all.map((each) => [JSON.stringify(each), each] as const).sort(([a], [b]) => (a < b ? -1 : 1));
    const variants = sorted.map(([, each]) => each);
    if (kept.length > 0) variants.unshift({ enum: kept.sort() });
    const [only] = variants;
    return variants.length === 1 && only ? only : { anyOf: variants };
  }

  #readObject(type: ts.Type): InputSchema {
    const name = type.symbol?.flags & ts.SymbolFlags.Interface ? type.symbol.name : undefined;
    if (name === undefined) return this.#fieldsOf(type);
    let known = this.#names.get(type);
    if (known === undefined) {
      known = name;
      // Two rooms may use one name for different things.
      for (let count = 2; known in this.definitions; count++) known = `${name}${count}`;
      this.#names.set(type, known);
      this.definitions[known] = {};
      this.definitions[known] = this.#fieldsOf(type);
    }
    return { $ref: `#/$defs/${known}` };
  }

  #fieldsOf(type: ts.Type): InputSchema {
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const fields = type.getProperties().filter(({ name }) => !name.startsWith("__@"));
    const properties: Record<string, InputSchema> = {};
    for (const field of fields)
      properties[field.name] = this.read(this.#checker.getTypeOfSymbolAtLocation(field, this.#place));
    const required = fields.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      type: "object",
      ...(fields.length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      additionalProperties: index ? this.read(index.type) : fields.length === 0,
    };
  }
}

function opened(schema: InputSchema): InputSchema {
  return schema.type === "object" ? { ...schema, additionalProperties: true } : schema;
}
