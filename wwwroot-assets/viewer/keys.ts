/** Commands that change only how the case is seen, or the marks on it. */
export const viewCommands = [
  "invert", "rotate-left", "rotate-right", "auto-window", "flicker", "layout", "slice-back", "slice-on", "zoom-in", "zoom-out", "undo", "redo", "remove-mark",
] as const;

export type ViewCommand = (typeof viewCommands)[number];

export type CommandKind =
  | ViewCommand
  | "cannot-judge" | "next" | "previous" | "next-unrated" | "next-question" | "reveal" | "write" | "nothing-to-mark"
  | "overlay" | "hide-map" | "reset" | "help" | "advance" | "pause";

export type Command =
  | { readonly kind: "answer"; readonly option: number }
  | { readonly kind: CommandKind };

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The room's own keys; answers have theirs from their question. */
export const roomKeys: Readonly<Record<string, CommandKind>> = {
  x: "cannot-judge", arrowright: "next", arrowleft: "previous", n: "next-unrated", q: "next-question",
  v: "reveal", t: "write", e: "nothing-to-mark", o: "overlay", " ": "hide-map", r: "reset", a: "advance", p: "pause", "?": "help",
  i: "invert", "[": "rotate-left", "]": "rotate-right", w: "auto-window", f: "flicker", l: "layout", arrowup: "slice-back", arrowdown: "slice-on",
  "+": "zoom-in", "-": "zoom-out", z: "undo", y: "redo", delete: "remove-mark",
};

/** A reader's own keys: the key that he presses, and the one that it stands for. */
export type KeyMap = ReadonlyMap<string, string>;

/**
 * What a key means while a question is asked. Space and Enter never answer, whatever they are mapped to; a key with Ctrl, Alt or
 * Meta belongs to the browser.
 */
export function commandOf(key: Key, answerKeys: readonly string[], own: KeyMap): Command | null {
  if (key.ctrlKey || key.altKey || key.metaKey) return null;
  const pressed = key.key.toLowerCase();
  const meant = meaningOf(pressed, keysFor(answerKeys, own));
  const option = pressed === " " || pressed === "enter" || meant === "" ? -1 : answerKeys.indexOf(meant);
  if (option >= 0) return { kind: "answer", option };
  const kind = roomKeys[meant];
  return kind ? { kind } : null;
}

/**
 * Those of a reader's own keys that hold while this question is asked. An answer key of the question stands for itself unless another
 * key was put in its place: keys that were chosen for a scale to 1 must not turn the 5 of a scale to 5 into a 0.
 */
export function keysFor(answerKeys: readonly string[], own: KeyMap): KeyMap {
  const held = new Map([...own].filter(([pressed]) => !answerKeys.includes(pressed) || [...own.values()].includes(pressed)));
  return held.size === own.size ? own : keysFor(answerKeys, held);
}

/** The key that a reader presses for this one. */
export function ownKeyOf(key: string, own: KeyMap): string {
  for (const [pressed, meant] of own) if (meant === key) return pressed;
  return key;
}

/** What a pressed key stands for; one whose meaning was given to another key means nothing any more. */
function meaningOf(pressed: string, own: KeyMap): string {
  return own.get(pressed) ?? ([...own.values()].includes(pressed) ? "" : pressed);
}

/** A slider keeps the keys that move it, a list all but the answers, and a field all: they work for people without a mouse, too. */
export function belongsToControl(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return !/^[0-9x]$/i.test(key);
  if (!(target instanceof HTMLInputElement)) return false;
  return target.type === "text" || target.type === "number" || (target.type === "range" && /^(Arrow|Page|Home$|End$)/.test(key));
}
