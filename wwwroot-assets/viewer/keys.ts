export type Command =
  | { readonly kind: "rate"; readonly score: number }
  | { readonly kind: "cannot-judge" | "next" | "previous" | "next-unrated" | "overlay" | "hide-map" | "reset" | "help" | "advance" }
  | { readonly kind: ViewCommand };

/** Commands that change only how the case is seen, or the marks on it. */
export type ViewCommand = (typeof viewCommands)[number];

export const viewCommands = [
  "invert", "rotate-left", "rotate-right", "auto-window", "flicker", "layout", "slice-back", "slice-on", "zoom-in", "zoom-out", "undo", "redo", "remove-mark",
] as const;

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
    case "i": return { kind: "invert" };
    case "[": return { kind: "rotate-left" };
    case "]": return { kind: "rotate-right" };
    case "w": return { kind: "auto-window" };
    case "f": return { kind: "flicker" };
    case "l": return { kind: "layout" };
    case "arrowup": return { kind: "slice-back" };
    case "arrowdown": return { kind: "slice-on" };
    case "+": return { kind: "zoom-in" };
    case "-": return { kind: "zoom-out" };
    case "z": return { kind: "undo" };
    case "y": return { kind: "redo" };
    case "delete": return { kind: "remove-mark" };
    default: return null;
  }
}

/** A slider keeps the keys that move it, a list all but the scores: they work for people without a mouse, too. */
export function belongsToControl(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLSelectElement) return !/^[0-5x]$/i.test(key);
  return target instanceof HTMLInputElement && target.type === "range" && /^(Arrow|Page|Home$|End$)/.test(key);
}
