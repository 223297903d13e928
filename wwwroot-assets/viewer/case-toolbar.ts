import type { LinkedPanes } from "./linked-panes.ts";
import { partOf } from "./part-of.ts";
import type { Preset, Presets } from "./presets.ts";
import type { Hand } from "./tools.ts";

export interface CaseBarActions {
  readonly take: (hand: Hand | "block") => void;
  readonly preset: (preset: Preset) => void;
  readonly run: (command: string) => void;
}

/** The bar over one case; all texts are in the page, this only fills in what changes. */
export class CaseToolbar {
  private readonly root: HTMLElement;

  constructor(root: HTMLElement, actions: CaseBarActions) {
    this.root = root;
    const presets = partOf<HTMLSelectElement>(root, "[data-presets]");
    presets.addEventListener("change", () => actions.preset(presets.value as Preset));
    for (const button of this.all("button[data-hand]")) button.addEventListener("click", () => actions.take(button.dataset.hand as Hand));
    for (const button of this.all("button[data-command]")) button.addEventListener("click", () => actions.run(button.dataset.command ?? ""));
  }

  show(panes: LinkedPanes, presets: Presets | null, hand: string, boxes: boolean): void {
    const select = partOf<HTMLSelectElement>(this.root, "[data-presets]");
    for (const option of select.querySelectorAll<HTMLOptionElement>("[data-hounsfield]")) option.hidden = option.disabled = !presets?.hasHounsfield;
    select.value = presets ? (presets.nameOf(panes.window) ?? "own") : "case";
    this.fill("[data-window]", presets?.inWords(panes.window) ?? "");
    this.fill("[data-zoom]", `${panes.view.zoom.toFixed(1)}×${panes.view.rotation === 0 ? "" : ` ${panes.view.rotation}°`}`);
    const slices = panes.image?.slices ?? 1;
    this.fill("[data-slice]", slices > 1 ? `${panes.slice + 1} / ${slices}` : "");
    this.root.dataset.stack = slices > 1 ? "yes" : "no";
    for (const button of this.all("button[data-hand]")) button.setAttribute("aria-pressed", String(button.dataset.hand === hand));
    for (const button of this.all('button[data-command="invert"]')) button.setAttribute("aria-pressed", String(panes.inverted));
    for (const button of this.all('button[data-command="boxes"]')) button.setAttribute("aria-pressed", String(boxes));
  }

  private fill(selector: string, text: string): void {
    const part = this.root.querySelector(selector);
    if (part) part.textContent = text;
  }

  private all(selector: string): NodeListOf<HTMLElement> {
    return this.root.querySelectorAll<HTMLElement>(selector);
  }
}
