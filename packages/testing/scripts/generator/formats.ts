/** The formats the spec uses, as patterns: standalone code can hold a pattern, and needs no library for it. */
const formats: Record<string, RegExp | true> = {
  "date-time":
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  email: /^[^\s@"<>()[\]\\,;:]+@[^\s@]+$/,
  uri: /^[a-zA-Z][a-zA-Z\d+.-]*:\S+$/,
  "uri-reference": true,
  hostname: /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  byte: true,
  binary: true,
  password: true,
  int32: true,
  int64: true,
  float: true,
  double: true,
};

/** Teaches an ajv instance the formats. */
export function addFormats(ajv: { addFormat(name: string, format: RegExp | true): unknown }): void {
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
}
