import { BlockTool } from "./block-tool.ts";
import type { Edge } from "./blocks.ts";
import { BoxLayer, type Box } from "./box-layer.ts";
import { CaseToolbar } from "./case-toolbar.ts";
import { Enums, type RenderingEngine } from "./cornerstone.ts";
import { startEngine } from "./engine.ts";
import { belongsToControl } from "./keys.ts";
import { LinkedPanes } from "./linked-panes.ts";
import { Pane } from "./pane.ts";
import { partOf } from "./part-of.ts";
import { parsePicture } from "./picture.ts";
import { Presets, type Preset } from "./presets.ts";
import { dropImages, forgetGone, keepImages } from "./slot-images.ts";
import { Tools, type Hand } from "./tools.ts";
import type { Rescale } from "./window-level.ts";

/** One case as the page tells of it. */
export interface ShownCase {
  /** Where all its pixels are; changes when they do. */
  readonly pixels: string;
  readonly windowLow: number;
  readonly windowHigh: number;
  /** To Hounsfield units; null unless it is a CT. */
  readonly hounsfield: Rescale | null;
  /** The slice to begin with, from 0. */
  readonly slice: number;
  readonly boxes: readonly Box[];
  /** Where the masks of findings are: pictures of the image's size, white inside. */
  readonly masks: readonly string[];
}

/** What the page is told. */
interface Listener {
  invokeMethodAsync(name: string, ...args: unknown[]): Promise<unknown>;
}

const engineName = "case";
const zoomStep = 1.25;

/** The reading room's viewer for one case on a page of the portal: the same panes, tools and windows. */
class CaseViewer {
  private readonly root: HTMLElement;
  private readonly engine: RenderingEngine;
  private readonly panes: LinkedPanes;
  private readonly tools: Tools;
  private readonly layer: BoxLayer;
  private readonly blockTool: BlockTool;
  private readonly bar: CaseToolbar;
  private readonly resized: ResizeObserver;
  private readonly gone = new AbortController();
  private presets: Presets | null = null;
  private shown: { readonly of: ShownCase; readonly images: readonly string[] } | null = null;
  private wanted: ShownCase | null = null;
  private draws = false;

  constructor(root: HTMLElement, listener: Listener | null) {
    this.root = root;
    this.engine = startEngine(engineName);
    const pane = new Pane(this.engine, partOf<HTMLDivElement>(root, "[data-panel]"), "case");
    this.tools = new Tools(engineName, [pane.id]);
    this.layer = new BoxLayer(pane);
    this.blockTool = new BlockTool(pane, this.layer, count => void listener?.invokeMethodAsync("OnBlocks", count));
    this.panes = new LinkedPanes([pane], () => this.changed());
    this.bar = new CaseToolbar(root, { take: hand => this.take(hand), preset: preset => this.setPreset(preset), run: command => this.run(command) });
    pane.element.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.layer.draw());
    this.resized = new ResizeObserver(() => this.panes.resize(() => this.engine.resize(true, true)));
    this.resized.observe(pane.element);
    document.addEventListener("keydown", event => this.key(event), { signal: this.gone.signal });
    this.changed();
  }

  /** Resolves when it is on the screen, or another one was asked for meanwhile. */
  async show(wanted: ShownCase): Promise<void> {
    this.wanted = wanted;
    this.say("Loading…");
    try {
      const answer = await fetch(wanted.pixels, { signal: this.gone.signal });
      if (!answer.ok) throw new Error(answer.status === 404 ? "The image may not be seen, or is not there any more." : `The server answered ${answer.status}.`);
      const picture = parsePicture(await answer.arrayBuffer());
      if (this.wanted !== wanted) return;
      const images = keepImages(wanted.pixels, picture);
      const before = this.shown;
      this.presets = new Presets(picture, { low: wanted.windowLow, high: wanted.windowHigh }, wanted.hounsfield);
      await this.panes.show(picture, images, this.presets.of("case"), wanted.slice);
      this.shown = { of: wanted, images };
      if (before) dropImages(before.images);
      forgetGone(images);
      this.layer.set(wanted.boxes, wanted.masks, picture);
      this.blockTool.begin(picture);
      this.say("");
      this.root.dataset.shows = wanted.pixels;
    } catch (failure) {
      if (this.wanted === wanted && !this.gone.signal.aborted) this.say(`The image cannot be shown. ${failure instanceof Error ? failure.message : ""}`);
    }
  }

  /** What was drawn to be blacked out, in pixels of the image. */
  blocks(): { x: number; y: number; width: number; height: number }[] {
    return this.blockTool.blocks.map(({ x, y, width, height }) => ({ x, y, width, height }));
  }

  dispose(): void {
    this.gone.abort();
    this.resized.disconnect();
    this.tools.dispose();
    this.engine.destroy();
    dropImages(this.shown?.images ?? []);
  }

  private take(hand: Hand | "block"): void {
    this.draws = hand === "block";
    this.blockTool.take(this.draws);
    if (hand !== "block") this.tools.take(hand);
    this.changed();
  }

  private setPreset(preset: Preset): void {
    if (this.presets) this.panes.setWindow(this.presets.of(preset));
  }

  private run(command: string): void {
    const { panes } = this;
    switch (command) {
      case "invert": return panes.setWindow(panes.window, !panes.inverted);
      case "rotate": return panes.rotate(90);
      case "zoom-in": return panes.zoom(zoomStep);
      case "zoom-out": return panes.zoom(1 / zoomStep);
      case "slice-back": return panes.scroll(-1);
      case "slice-on": return panes.scroll(1);
      case "boxes": return this.toggleBoxes();
      case "remove-block": return this.blockTool.removeLast();
      case "strip-top": case "strip-bottom": case "strip-left": case "strip-right": return this.blockTool.strip(command.slice("strip-".length) as Edge);
      case "reset": return this.reset();
    }
  }

  private reset(): void {
    if (!this.presets || !this.shown) return;
    this.panes.goTo(this.shown.of.slice);
    this.panes.setWindow(this.presets.of("case"), false);
    this.panes.reset();
    this.panes.setView({ ...this.panes.view, rotation: 0 });
  }

  private toggleBoxes(): void {
    this.layer.shown = !this.layer.shown;
    this.layer.draw();
    this.changed();
  }

  /** A key presses the button or follows the link that names it, so that both always do the same. */
  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]") || belongsToControl(event.target, event.key)) return;
    if (event.target instanceof Element && event.target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
    const name = `${event.shiftKey && event.key.length > 1 ? "shift+" : ""}${event.key.toLowerCase()}`;
    const named = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(name)}"]:not(:disabled)`);
    if (!named) return;
    event.preventDefault();
    named.click();
  }

  private changed(): void {
    this.bar.show(this.panes, this.presets, this.draws ? "block" : this.tools.hand, this.layer.shown);
    this.layer.draw();
  }

  private say(text: string): void {
    partOf(this.root, "[data-notice]").textContent = text;
  }
}

export function open(root: HTMLElement, listener: Listener | null): CaseViewer {
  return new CaseViewer(root, listener);
}
