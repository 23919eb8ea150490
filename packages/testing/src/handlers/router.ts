/** A route that was found, with the values of its parameters, decoded. */
export interface Match<Target> {
  readonly target: Target;
  readonly params: Record<string, string>;
}

/** What a look-up comes to. */
export type Lookup<Target> =
  | ({ readonly kind: "found" } & Match<Target>)
  | { readonly kind: "method"; readonly allowed: readonly string[] }
  | { readonly kind: "unknown"; readonly nearest: readonly string[] };

interface Node<Target> {
  readonly statics: Map<string, Node<Target>>;
  parameter: { readonly child: Node<Target> } | undefined;
  readonly methods: Map<string, { readonly target: Target; readonly names: readonly string[]; readonly label: string }>;
}

/**
 * Finds an operation by method and path. A trie: the cost grows with the length of the path and not with the number
 * of routes. A fixed segment wins over a parameter, and the search steps back when that leads nowhere.
 */
export class Router<Target> {
  readonly #root = emptyNode<Target>();
  readonly #labels: { readonly label: string; readonly segments: readonly string[] }[] = [];

  /** `template` has its parameters in braces: `/organizations/{id}`. */
  add(method: string, template: string, target: Target): void {
    let node = this.#root;
    const names: string[] = [];
    const segments = template.split("/").slice(1);
    for (const segment of segments) {
      if (segment.startsWith("{")) {
        names.push(segment.slice(1, -1));
        node.parameter ??= { child: emptyNode() };
        node = node.parameter.child;
      } else {
        const child = node.statics.get(segment) ?? emptyNode<Target>();
        node.statics.set(segment, child);
        node = child;
      }
    }
    const label = `${method} ${template}`;
    node.methods.set(method, { target, names, label });
    this.#labels.push({ label, segments });
  }

  find(method: string, pathname: string): Lookup<Target> {
    const segments = (pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname).split("/").slice(1);
    const values: string[] = [];
    const node = descend(this.#root, segments, 0, values);
    if (!node) return { kind: "unknown", nearest: this.#nearest(method, segments) };
    const route = node.methods.get(method);
    if (!route) return { kind: "method", allowed: [...node.methods.keys()] };
    const params: Record<string, string> = {};
    route.names.forEach((name, index) => {
      params[name] = decode(values[index] ?? "");
    });
    return { kind: "found", target: route.target, params };
  }

  /** The routes most like a path that leads nowhere, best first. */
  #nearest(method: string, segments: readonly string[]): string[] {
    const scored = this.#labels.map(({ label, segments: template }) => {
      let score = -Math.abs(template.length - segments.length) * 2;
      template.forEach((part, index) => {
        const given = segments[index] ?? "";
        if (part === given) score += 3;
        else if (part.startsWith("{")) score += 0.5;
        else score += likeness(part, given) * 2;
      });
      return { label, score: score + (label.startsWith(`${method} `) ? 0.5 : 0) };
    });
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, 3)
      .map(({ label }) => label);
  }
}

function emptyNode<Target>(): Node<Target> {
  return { statics: new Map(), parameter: undefined, methods: new Map() };
}

function descend<Target>(
  node: Node<Target>,
  segments: readonly string[],
  depth: number,
  values: string[],
): Node<Target> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.methods.size > 0 ? node : undefined;
  const fixed = node.statics.get(segment);
  const found = fixed && descend(fixed, segments, depth + 1, values);
  if (found) return found;
  if (!node.parameter || segment === "") return undefined;
  const known = values.length;
  values.push(segment);
  const deeper = descend(node.parameter.child, segments, depth + 1, values);
  if (!deeper) values.length = known;
  return deeper;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone per cent sign is no reason to fail: the text as sent names nothing, and the answer is the usual 404.
    return segment;
  }
}

/** Share of pairs of neighbouring letters that two words have in common, from 0 to 1. */
function likeness(a: string, b: string): number {
  const pairs = (word: string) =>
    Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2));
  const left = pairs(a);
  const right = new Set(pairs(b));
  return left.length === 0 ? 0 : left.filter((pair) => right.has(pair)).length / Math.max(left.length, right.size);
}
