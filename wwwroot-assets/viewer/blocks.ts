import type { Box } from "./box-layer.ts";
import type { Size } from "./view.ts";

export type Edge = "top" | "bottom" | "left" | "right";

/** How much of the image a strip along its edge grows by. */
const step = 0.03;

/** The whole pixels between two points of an image, kept inside it; null where there are none. */
export function blockBetween(from: readonly [number, number], to: readonly [number, number], image: Size): Box | null {
  const span = (a: number, b: number, side: number): [number, number] => [Math.max(0, Math.floor(Math.min(a, b))), Math.min(side, Math.ceil(Math.max(a, b)))];
  const [left, right] = span(from[0], to[0], image.width);
  const [top, bottom] = span(from[1], to[1], image.height);
  return right - left < 2 || bottom - top < 2 ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** A strip along an edge; asked for again, it grows. What else is there stays. */
export function withStrip(blocks: readonly Box[], edge: Edge, image: Size): Box[] {
  const lies = edge === "top" || edge === "bottom";
  const side = lies ? image.height : image.width;
  const isStrip = (block: Box): boolean =>
    block.label === edge && (lies ? block.width === image.width : block.height === image.height);
  const before = blocks.find(isStrip);
  const depth = Math.min(side, ((lies ? before?.height : before?.width) ?? 0) + Math.max(1, Math.round(step * side)));
  const strip = lies
    ? { x: 0, y: edge === "top" ? 0 : side - depth, width: image.width, height: depth }
    : { x: edge === "left" ? 0 : side - depth, y: 0, width: depth, height: image.height };
  return [...blocks.filter(block => !isStrip(block)), { ...strip, label: edge }];
}
