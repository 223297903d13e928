/** The reader's screen, in CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/** What of an image is seen, and how: see the server's ViewFacts. */
export interface Sight {
  readonly windowLow: number;
  readonly windowHigh: number;
  readonly zoom: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly rotation: number;
  readonly inverted: boolean;
  readonly slice: number;
  readonly opacity: number;
  readonly threshold: number;
}

export function screenNow(): Screen {
  return { width: screen.width, height: screen.height, pixelRatio: devicePixelRatio };
}
