import { Enums, type RenderingEngine } from "./cornerstone.ts";
import { startEngine } from "./engine.ts";
import { Flicker } from "./flicker.ts";
import { LinkedPanes } from "./linked-panes.ts";
import { MapLayer } from "./map-layer.ts";
import { parsePalette } from "./map-strength.ts";
import { MarkBoard } from "./marks.ts";
import { Pane } from "./pane.ts";
import type { Picture } from "./picture.ts";
import type { Ready } from "./pictures.ts";
import { Presets, type Presentation, type Preset } from "./presets.ts";
import { forgetGone } from "./slot-images.ts";
import { Tools } from "./tools.ts";
import type { Size } from "./view.ts";
import type { Layout, Viewport } from "./viewing.ts";

const engineName = "room";

/** Two linked panels: the image, and the same view of it under its map. */
export class LightBox {
  readonly panes: LinkedPanes;
  readonly map: MapLayer;
  readonly marks: MarkBoard;
  readonly tools: Tools;
  readonly flicker: Flicker;

  private readonly element: HTMLElement;
  private readonly listeners: (() => void)[] = [];
  private shown: Ready | null = null;
  private flickered = false;
  private presets: Presets | null = null;
  /** The slice that the map is of. */
  private key = 0;
  private showing: Promise<void> = Promise.resolve();

  /** The element holds the two panels and names the colours of the maps. */
  constructor(element: HTMLElement) {
    this.element = element;
    const engine = startEngine(engineName);
    const [image, map] = [new Pane(engine, panel(element, "image"), "image"), new Pane(engine, panel(element, "map"), "map")];
    const legend = element.querySelector<HTMLElement>("[data-palette]")?.dataset;
    this.map = new MapLayer(map, parsePalette(legend?.palette ?? "", legend?.neutral ?? ""));
    this.tools = new Tools(engineName, [image.id, map.id]);
    this.marks = new MarkBoard([image, map], this.tools);
    this.panes = new LinkedPanes([image, map], () => this.changed());
    this.flicker = new Flicker(hidden => this.map.hide("blink", hidden), () => matchMedia("(prefers-reduced-motion: reduce)").matches);
    map.element.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.map.draw());
    new ResizeObserver(() => this.resize(engine)).observe(map.element);
    this.changed();
  }

  /**
   * Each case begins whole, upright, on the slice of its map and in its own window. Resolves when both panels have drawn it, or when another one
   * was asked for meanwhile.
   */
  show(ready: Ready, own: Presentation | null = null): Promise<void> {
    [this.shown, this.key, this.flickered] = [ready, own?.slice ?? 0, this.flicker.runs];
    this.presets = new Presets(ready.image, own?.window ?? null, own?.hounsfield ?? null);
    this.map.show(null, ready.image);
    return (this.showing = this.showing.catch(() => undefined).then(() => this.draw(ready)));
  }

  /** Without its map; the map's panel says this instead. */
  showImageAlone(ready: Ready, text: string, own: Presentation | null = null): Promise<void> {
    panel(this.element, "map").dataset.instead = text;
    return this.show({ ...ready, map: null }, own);
  }

  /** Adds the map to the case on the screen; nothing else moves. */
  revealMap(map: Picture): void {
    if (!this.shown) return;
    this.shown = { ...this.shown, map };
    this.map.show(map, this.shown.image);
    this.changed();
  }

  clear(): void {
    [this.shown, this.presets] = [null, null];
    this.map.show(null, { width: 1, height: 1 });
    this.marks.begin([]);
    this.changed();
  }

  /** Whole, upright, on the slice of the map, and in the case's own window. */
  reset(): void {
    if (!this.presets) return;
    this.panes.goTo(this.key);
    this.panes.setWindow(this.presets.of("case"), false);
    this.panes.reset();
  }

  /** 0 = the image alone, 1 = the map alone. */
  setOpacity(opacity: number): void {
    this.map.setOpacity(opacity);
    this.changed();
  }

  /** Hides what is weaker than this share (0..1) of the strongest colour. */
  setThreshold(threshold: number): void {
    this.map.setThreshold(threshold);
    this.changed();
  }

  hideMap(hidden: boolean): void {
    this.map.hide("held", hidden);
  }

  setPreset(preset: Preset): void {
    if (this.presets) this.panes.setWindow(this.presets.of(preset));
  }

  /** Null when the window is none of the presets. */
  get preset(): Preset | null {
    return this.presets?.nameOf(this.panes.window) ?? null;
  }

  /** It has the usual windows of a CT. */
  get hasHounsfield(): boolean {
    return this.presets?.hasHounsfield ?? false;
  }

  /** The two ends of the window as they are read; empty while no case is shown. */
  get windowInWords(): string {
    return this.presets?.inWords(this.panes.window) ?? "";
  }

  get layout(): Layout {
    return this.element.dataset.layout === "single" ? "single" : "pair";
  }

  toggleLayout(): void {
    this.element.dataset.layout = this.layout === "pair" ? "single" : "pair";
    this.changed();
  }

  /** Shows and hides the map in turn, so that what lies under it can be compared. */
  toggleFlicker(): void {
    this.flicker.toggle();
    this.flickered = true;
    this.changed();
  }

  /** Null while no case is shown. */
  get image(): Size | null {
    return this.shown?.image ?? null;
  }

  /** 1 for an image that is no stack. */
  get slices(): number {
    return this.shown?.image.slices ?? 1;
  }

  /** The slice that the map is of, from 0. */
  get keySlice(): number {
    return this.key;
  }

  viewport(): Viewport {
    const { view, window, inverted, slice } = this.panes;
    return {
      windowLow: window.low, windowHigh: window.high, inverted, zoom: view.zoom, centreX: view.x, centreY: view.y, rotation: view.rotation,
      slice, opacity: this.map.opacity, threshold: this.map.threshold, layout: this.layout, flickered: this.flickered,
    };
  }

  /** Told whenever anything about the view has changed. */
  onChange(callback: () => void): void {
    this.listeners.push(callback);
  }

  /** Told when the map becomes visible or is hidden, for whatever reason. */
  onMapVisible(callback: (visible: boolean) => void): void {
    this.map.onVisible(callback);
  }

  private async draw(ready: Ready): Promise<void> {
    if (this.shown?.images !== ready.images || !this.presets) return;
    this.marks.begin(ready.images);
    await this.panes.show(ready.image, ready.images, this.presets.of("case"), this.key);
    if (this.shown?.images !== ready.images) return;
    forgetGone(ready.images);
    this.map.show(this.shown.map, ready.image);
    this.changed();
  }

  private resize(engine: RenderingEngine): void {
    this.panes.resize(() => engine.resize(true, true));
    this.map.draw();
  }

  private changed(): void {
    this.map.hide("slice", this.slices > 1 && this.panes.slice !== this.key);
    this.element.dataset.shows = this.shown ? (this.shown.map ? "map" : "image") : "nothing";
    for (const callback of this.listeners) callback();
  }
}

function panel(room: HTMLElement, name: string): HTMLDivElement {
  const found = room.querySelector<HTMLDivElement>(`div[data-panel="${name}"]`);
  if (!found) throw new Error(`The reading page lacks its ${name} panel.`);
  return found;
}
