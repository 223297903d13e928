import type { LightBox } from "./light-box.ts";
import type { Shape } from "./mark-shapes.ts";
import { partOf } from "./part-of.ts";
import type { Preset } from "./presets.ts";
import type { Hand } from "./tools.ts";

const shapes: readonly string[] = ["point", "rectangle", "ellipse", "freehand"] satisfies Shape[];

/** The thin bar over the images; all texts are in the page, this only fills in what changes. */
export class Toolbar {
  private readonly room: HTMLElement;
  private readonly lightBox: LightBox;
  private readonly presets: HTMLSelectElement;
  private readonly threshold: HTMLInputElement;

  constructor(room: HTMLElement, lightBox: LightBox) {
    this.room = room;
    this.lightBox = lightBox;
    this.presets = this.find("[data-presets]");
    this.threshold = this.find("[data-threshold]");
    this.presets.addEventListener("change", () => this.choose(this.presets.value as Preset));
    this.threshold.addEventListener("pointerup", () => this.threshold.blur());
    this.threshold.addEventListener("input", () => lightBox.setThreshold(Number(this.threshold.value) / 100));
    for (const button of this.hands()) button.addEventListener("click", () => this.take(button.dataset.hand as Hand));
    lightBox.onChange(() => this.show());
    lightBox.marks.onChange(() => this.show());
    this.show();
  }

  /** After a choice by pointer the keys belong to the room again. */
  private choose(preset: Preset): void {
    this.lightBox.setPreset(preset);
    if (!this.presets.matches(":focus-visible")) this.presets.blur();
  }

  private take(hand: Hand): void {
    const { marks, tools } = this.lightBox;
    if (shapes.includes(hand)) marks.use(hand as Shape);
    else tools.take(hand);
    this.show();
  }

  private show(): void {
    const { zoom, rotation, threshold, inverted, layout } = this.lightBox.viewport();
    const { slices, flicker, tools, marks } = this.lightBox;
    for (const option of this.presets.querySelectorAll<HTMLOptionElement>("[data-hounsfield]")) option.hidden = option.disabled = !this.lightBox.hasHounsfield;
    this.presets.value = this.lightBox.image ? (this.lightBox.preset ?? "own") : "case";
    this.find("[data-window]").textContent = this.lightBox.windowInWords;
    this.find("[data-zoom]").textContent = `${zoom.toFixed(1)}×${rotation === 0 ? "" : ` ${rotation}°`}`;
    this.find("[data-slice]").textContent = slices > 1 ? this.sliceInWords() : "";
    this.find("[data-threshold-text]").textContent = `${Math.round(threshold * 100)}%`;
    this.room.dataset.stack = slices > 1 ? "yes" : "no";
    for (const button of this.hands()) this.press(button, button.dataset.hand === tools.hand);
    this.pressCommand("invert", inverted);
    this.pressCommand("flicker", flicker.runs);
    this.pressCommand("layout", layout === "single");
    this.enable("undo", marks.canUndo);
    this.enable("redo", marks.canRedo);
  }

  private sliceInWords(): string {
    const { slices, keySlice, panes } = this.lightBox;
    return [panes.slice + 1, slices, keySlice + 1].reduce((text, number, at) => text.replace(`{${at}}`, String(number)), this.find("[data-slice]").dataset.slice ?? "");
  }

  private hands(): HTMLButtonElement[] {
    return [...this.room.querySelectorAll<HTMLButtonElement>("button[data-hand]")];
  }

  private pressCommand(command: string, pressed: boolean): void {
    for (const button of this.room.querySelectorAll<HTMLButtonElement>(`button[data-command="${command}"]`)) this.press(button, pressed);
  }

  private press(button: HTMLButtonElement, pressed: boolean): void {
    button.setAttribute("aria-pressed", String(pressed));
  }

  private enable(command: string, enabled: boolean): void {
    for (const button of this.room.querySelectorAll<HTMLButtonElement>(`button[data-command="${command}"]`)) button.disabled = !enabled;
  }

  private find<T extends HTMLElement>(selector: string): T {
    return partOf(this.room, selector);
  }
}
