import type { Mark, Shape } from "./mark-shapes.ts";

/** What a question takes; null means "cannot judge". */
export type Value = number | boolean | string | readonly number[] | readonly Mark[] | null;

export type Form =
  | { readonly kind: "scale"; readonly lowest: number; readonly highest: number; readonly points: readonly { readonly score: number; readonly text: string; readonly example: object | null }[] }
  | { readonly kind: "choice"; readonly texts: readonly string[]; readonly several: boolean }
  | { readonly kind: "yes-no" }
  | { readonly kind: "number"; readonly lowest: number | null; readonly highest: number | null; readonly unit: string }
  | { readonly kind: "text" }
  | { readonly kind: "marks"; readonly shapes: readonly Shape[]; readonly labels: readonly string[]; readonly most: number };

export interface Question {
  readonly id: string;
  readonly prompt: string;
  readonly form: Form;
  readonly isRequired: boolean;
  readonly allowsCannotJudge: boolean;
  /** Asked before the map is shown, and locked by it. */
  readonly ofImageAlone: boolean;
  /** One for each answer that can be chosen by a key. */
  readonly keys: readonly string[];
}

/** One answer that a key or a button gives. */
export interface Option {
  readonly key: string;
  readonly text: string;
}

/** The answers to choose from, in the order of the screen; empty where the reader writes or draws. */
export function optionsOf(question: Question, yes: string, no: string): Option[] {
  const texts = textsOf(question.form, yes, no);
  return texts.map((text, index) => ({ key: question.keys[index] ?? "", text }));
}

function textsOf(form: Form, yes: string, no: string): readonly string[] {
  switch (form.kind) {
    case "scale": return form.points.map(point => point.text);
    case "choice": return form.texts;
    case "yes-no": return [yes, no];
    default: return [];
  }
}

/** What choosing the option says, on top of what was said before. */
export function choose(form: Form, option: number, before: Value | undefined): Value | undefined {
  switch (form.kind) {
    case "scale": return form.points[option]?.score;
    case "yes-no": return option === 0;
    case "choice": return form.several ? toggled(before, option) : option;
    default: return undefined;
  }
}

/** Whether the option is part of the answer. */
export function isChosen(form: Form, option: number, value: Value | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (form.kind === "choice" && form.several) return Array.isArray(value) && (value as readonly number[]).includes(option);
  return choose(form, option, undefined) === value;
}

function toggled(before: Value | undefined, option: number): number[] {
  const chosen = Array.isArray(before) ? (before as readonly number[]) : [];
  const after = chosen.includes(option) ? chosen.filter(each => each !== option) : [...chosen, option];
  return after.sort((a, b) => a - b);
}

/** The number that was written, or null when it is none that the form takes. */
export function parseNumber(form: Extract<Form, { kind: "number" }>, text: string): number | null {
  const trimmed = text.trim().replace(",", ".");
  const value = trimmed === "" ? NaN : Number(trimmed);
  if (!Number.isFinite(value)) return null;
  return (form.lowest !== null && value < form.lowest) || (form.highest !== null && value > form.highest) ? null : value;
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return spelled(a) === spelled(b);
}

/** As the server keeps it: marks to a hundredth of a pixel, the first slice unsaid. */
export function spelled(value: Value | undefined): string {
  const isMarks = Array.isArray(value) && typeof value[0] === "object";
  return JSON.stringify(value, (key, each: unknown) => {
    if (isMarks && key === "slice" && each === 0) return undefined;
    return isMarks && typeof each === "number" ? Math.round(each * 100) / 100 : each;
  });
}
