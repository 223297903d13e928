/** What part of the image is seen: zoom 1 shows all of it; the centre is in fractions of the image's sides. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  /** Clockwise, in degrees: 0, 90, 180 or 270. */
  readonly rotation: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const whole: View = { zoom: 1, x: 0.5, y: 0.5, rotation: 0 };

const mostZoom = 16;

/** Half of the panel's height in image pixels when all of the turned image just fits. */
export function fitHalfHeight(image: Size, rotation: number, panel: Size): number {
  const [width, height] = rotation % 180 === 0 ? [image.width, image.height] : [image.height, image.width];
  return Math.max(height, (width * panel.height) / panel.width) / 2;
}

/** The view nearest to this one that shows no less than the whole and does not pan the image away. */
export function within(view: View): View {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom));
  const margin = 0.5 / zoom;
  const keep = (centre: number): number => Math.min(1 - margin, Math.max(margin, centre));
  return { zoom, x: keep(view.x), y: keep(view.y), rotation: view.rotation };
}

/** Zooms so that the point under the pointer (fractions of the image) stays under it. */
export function zoomedAt(view: View, factor: number, pointX: number, pointY: number): View {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * factor));
  const kept = view.zoom / zoom;
  return within({ zoom, x: pointX + (view.x - pointX) * kept, y: pointY + (view.y - pointY) * kept, rotation: view.rotation });
}

export function turned(view: View, degrees: number): View {
  return { ...view, rotation: (((view.rotation + degrees) % 360) + 360) % 360 };
}

/** The middle square of an image, which is all that a model sees of it. */
export function middleSquare(image: Size): { left: number; top: number; side: number } {
  const side = Math.min(image.width, image.height);
  return { left: Math.round((image.width - side) / 2), top: Math.round((image.height - side) / 2), side };
}
