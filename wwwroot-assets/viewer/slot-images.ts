import { cache, imageLoader, metaData, utilities, type Types } from "./cornerstone.ts";
import { sliceOf, type Picture } from "./picture.ts";

/** Cornerstone asks for a modality; "other" has no special treatment there. */
metaData.addProvider((type: string, id: string) => (type === "generalSeriesModule" && id.startsWith("slot:") ? { modality: "OT" } : undefined), 0);

/** What Cornerstone notes of every image that is put into its cache. */
const geometry = ["imagePlaneModule", "imagePixelModule"];

/** The images in Cornerstone's cache. */
const held = new Set<string>();

/** Puts an image into Cornerstone's cache, a slice each; returns what Cornerstone calls them. One image pixel is one unit of its world. */
export function keepImages(slot: string, picture: Picture): string[] {
  return Array.from({ length: picture.slices }, (_, slice) => {
    const id = `slot:${slot}/${slice}`;
    imageLoader.createAndCacheLocalImage(id, {
      scalarData: sliceOf(picture, slice),
      dimensions: [picture.width, picture.height],
      spacing: [1, 1],
      origin: [0, 0, slice],
      frameOfReferenceUID: slot,
      onCacheAdd: openWindow,
    });
    held.add(id);
    return id;
  });
}

export function dropImages(ids: readonly string[]): void {
  for (const id of ids) {
    held.delete(id);
    if (cache.getImageLoadObject(id)) cache.removeImageLoadObject(id, { force: true });
  }
}

/** Cornerstone never takes back what it noted of an image, and a long study of stacks has many: only what is held or shown stays noted. */
export function forgetGone(shown: readonly string[]): void {
  const { genericMetadataProvider: notes } = utilities;
  const kept = [...new Set([...held, ...shown])].flatMap(id => geometry.map(type => ({ id, type, metadata: notes.get(type, id) })));
  notes.clear();
  for (const { id, ...note } of kept) notes.addRaw(id, note);
}

/** A window without width, which is what such an image begins with, would turn black and white round. */
function openWindow(image: Types.IImage): void {
  image.windowWidth = Math.max(2, image.maxPixelValue - image.minPixelValue + 1);
  image.windowCenter = image.minPixelValue + image.windowWidth / 2;
}
