import type { Mark, Point, Shape } from "./mark-shapes.ts";
import type { Size } from "./view.ts";

/** Of the image's shorter side. */
const firstRadius = 0.08;
const corners = 24;

/** A mark of usual size around a point of the image, for readers who do not draw. */
export function placed(shape: Shape, label: string, image: Size, [x, y]: Point): Mark {
  const radius = firstRadius * Math.min(image.width, image.height);
  return within({ shape, label, points: pointsAround(shape, x, y, radius) }, image);
}

/** The mark so many pixels further, but not beyond the image. */
export function moved(mark: Mark, right: number, down: number, image: Size): Mark {
  return within({ ...mark, points: mark.points.map(([x, y]) => [x + right, y + down] as const) }, image);
}

/** Grown or shrunk around its middle; a point has no size. */
export function sized(mark: Mark, factor: number, image: Size): Mark {
  const [x, y] = middle(mark);
  return within({ ...mark, points: mark.points.map(point => [x + (point[0] - x) * factor, y + (point[1] - y) * factor] as const) }, image);
}

function pointsAround(shape: Shape, x: number, y: number, radius: number): Point[] {
  if (shape === "point") return [[x, y]];
  if (shape !== "freehand") return [[x - radius, y - radius], [x + radius, y + radius]];
  return Array.from({ length: corners }, (_, corner) => {
    const turn = (2 * Math.PI * corner) / corners;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)] as const;
  });
}

function middle(mark: Mark): Point {
  const count = mark.points.length;
  return [mark.points.reduce((sum, point) => sum + point[0], 0) / count, mark.points.reduce((sum, point) => sum + point[1], 0) / count];
}

/** What lies beyond the image is drawn back to its border. */
export function within(mark: Mark, image: Size): Mark {
  const kept = (value: number, most: number): number => Math.round(100 * Math.min(most, Math.max(0, value))) / 100;
  return { ...mark, points: mark.points.map(([x, y]) => [kept(x, image.width), kept(y, image.height)] as const) };
}
