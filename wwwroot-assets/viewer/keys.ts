export type CommandKind =
  | "cannot-judge" | "next" | "previous" | "next-unrated" | "next-question" | "reveal" | "write" | "nothing-to-mark" | "undo"
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
  v: "reveal", t: "write", "-": "nothing-to-mark", z: "undo", o: "overlay", " ": "hide-map", r: "reset", a: "advance", p: "pause", "?": "help",
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
  const meant = own.get(pressed) ?? (isTaken(pressed, own) ? "" : pressed);
  const option = pressed === " " || pressed === "enter" || meant === "" ? -1 : answerKeys.indexOf(meant);
  if (option >= 0) return { kind: "answer", option };
  const kind = roomKeys[meant];
  return kind ? { kind } : null;
}

/** The key that a reader presses for this one. */
export function ownKeyOf(key: string, own: KeyMap): string {
  for (const [pressed, meant] of own) if (meant === key) return pressed;
  return key;
}

/** A key whose meaning was given to another one means nothing any more. */
function isTaken(key: string, own: KeyMap): boolean {
  return [...own.values()].includes(key);
}
