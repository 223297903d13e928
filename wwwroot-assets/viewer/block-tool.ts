import type { Box, BoxLayer } from "./box-layer.ts";
import { blockBetween, withStrip, type Edge } from "./blocks.ts";
import type { Pane } from "./pane.ts";
import type { Size } from "./view.ts";

/** Draws what is to be blacked out: rectangles by pointer, strips along an edge by key. */
export class BlockTool {
  blocks: readonly Box[] = [];

  private image: Size = { width: 1, height: 1 };
  private from: readonly [number, number] | null = null;
  private readonly pane: Pane;
  private readonly layer: BoxLayer;
  private readonly changed: (count: number) => void;

  constructor(pane: Pane, layer: BoxLayer, changed: (count: number) => void) {
    [this.pane, this.layer, this.changed] = [pane, layer, changed];
    layer.svg.addEventListener("pointerdown", event => this.down(event));
    layer.svg.addEventListener("pointermove", event => this.from && this.layer.setBlocks(this.with(this.to(event))));
    layer.svg.addEventListener("pointerup", event => this.up(event));
    layer.svg.addEventListener("pointercancel", () => this.cancel());
  }

  begin(image: Size): void {
    this.image = image;
    this.set([]);
  }

  /** While it is in the hand the pointer draws; otherwise it moves the image. */
  take(inHand: boolean): void {
    this.layer.svg.classList.toggle("draws", inHand);
    this.cancel();
  }

  strip(edge: Edge): void {
    this.set(withStrip(this.blocks, edge, this.image));
  }

  removeLast(): void {
    this.set(this.blocks.slice(0, -1));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.layer.svg.setPointerCapture(event.pointerId);
    this.from = this.to(event);
  }

  private up(event: PointerEvent): void {
    if (!this.from) return;
    const drawn = this.with(this.to(event));
    this.from = null;
    this.set(drawn);
  }

  private cancel(): void {
    this.from = null;
    this.layer.setBlocks(this.blocks);
  }

  private with(to: readonly [number, number]): readonly Box[] {
    const drawn = this.from && blockBetween(this.from, to, this.image);
    return drawn ? [...this.blocks, drawn] : this.blocks;
  }

  private to(event: PointerEvent): readonly [number, number] {
    const box = this.pane.element.getBoundingClientRect();
    const [x, y] = this.pane.onImage(event.clientX - box.left, event.clientY - box.top);
    return [x, y];
  }

  private set(blocks: readonly Box[]): void {
    this.blocks = blocks;
    this.layer.setBlocks(blocks);
    this.changed(blocks.length);
  }
}
