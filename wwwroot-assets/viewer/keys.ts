export type Command =
  | { readonly kind: "rate"; readonly score: number }
  | { readonly kind: "cannot-judge" | "next" | "previous" | "next-unrated" | "overlay" | "hide-map" | "reset" | "help" | "advance" };

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What a key means. Space and Enter never rate; a key with Ctrl, Alt or Meta belongs to the browser. */
export function commandOf(key: Key): Command | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  if (/^[0-5]$/.test(key.key)) return { kind: "rate", score: Number(key.key) };
  switch (key.key.toLowerCase()) {
    case "x": return { kind: "cannot-judge" };
    case "arrowright": return { kind: "next" };
    case "arrowleft": return { kind: "previous" };
    case "n": return { kind: "next-unrated" };
    case "o": return { kind: "overlay" };
    case " ": return { kind: "hide-map" };
    case "r": return { kind: "reset" };
    case "a": return { kind: "advance" };
    case "?": return { kind: "help" };
    default: return null;
  }
}
