export type Shape = "point" | "rectangle" | "ellipse" | "freehand";

export type Point = readonly [x: number, y: number];

/**
 * A region that a reader marked, in pixels of the stored image; (0,0) is the upper left corner of its upper left pixel.
 * A rectangle and an ellipse have two opposite corners of their bounding box, a freehand mark its closed outline.
 */
export interface Mark {
  readonly shape: Shape;
  readonly label: string;
  readonly points: readonly Point[];
  /** From 0; missing in an image without slices. */
  readonly slice?: number;
}

/** The points that are dragged on the screen: all four corners, the four ends of the axes, or the points themselves. */
export function handlesOf(mark: Pick<Mark, "shape" | "points">): Point[] {
  if (mark.shape === "point" || mark.shape === "freehand") return [...mark.points];
  const [[left, top], [right, bottom]] = boundsOf(mark.points);
  if (mark.shape === "rectangle") return [[left, top], [right, top], [left, bottom], [right, bottom]];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return [[x, bottom], [x, top], [left, y], [right, y]];
}

/** The inverse of handlesOf, whichever way the handles were dragged. */
export function pointsOf(shape: Shape, handles: readonly Point[]): Point[] {
  const points = shape === "point" || shape === "freehand" ? handles : boundsOf(handles);
  return points.map(([x, y]) => [rounded(x), rounded(y)]);
}

/** A hasty stroke may leave too few points for its shape; it is no mark. */
export function isWhole(mark: Mark): boolean {
  const fewest = { point: 1, rectangle: 2, ellipse: 2, freehand: 3 };
  return mark.points.length >= fewest[mark.shape];
}

/** To a hundredth of a pixel: no hand is steadier. */
function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}

function boundsOf(points: readonly Point[]): [Point, Point] {
  const [xs, ys] = [points.map(point => point[0]), points.map(point => point[1])];
  return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
}
