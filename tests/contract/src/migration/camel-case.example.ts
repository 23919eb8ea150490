// #region docs
type Camel<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;

export type CamelCased<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? CamelCased<Item>[]
    : T extends object
      ? { [Name in keyof T as Camel<Name> & PropertyKey]: Name extends "metadata" ? T[Name] : CamelCased<T[Name]> }
      : T;

/** The same data with the field names of the old SDK. The keys of `metadata` are your own and stay. */
export function camelCased<T>(value: T): CamelCased<T>;
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => camelCased(each));
  if (typeof value !== "object" || value === null) return value;
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const fields = Object.entries(value).map(([name, inner]) => [
    camel(name),
    name === "metadata" ? inner : camelCased(inner),
  ]);
  return Object.fromEntries(fields);
}
// #endregion
