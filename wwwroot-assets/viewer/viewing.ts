/** Both panels side by side, or the map's panel alone. */
export type Layout = "pair" | "single";

/** How a case is seen: the centre in fractions of the image, the rotation clockwise in degrees, the slice from 0. */
export interface Viewport {
  readonly windowLow: number;
  readonly windowHigh: number;
  readonly inverted: boolean;
  readonly zoom: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly rotation: number;
  readonly slice: number;
  readonly opacity: number;
  readonly threshold: number;
  readonly layout: Layout;
  /** The map was shown and hidden in turn while this case was on the screen. */
  readonly flickered: boolean;
}

/** The reader's screen, in CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

export function screenNow(): Screen {
  return { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio };
}
