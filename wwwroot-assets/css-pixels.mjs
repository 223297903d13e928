/**
 * Without WebGL, Cornerstone 5.14 draws on a canvas of CSS pixels but converts points as if it had the screen's own (since its issue 2849):
 * on a scaled screen the image would lie beside its map and its marks. Here both conversions leave a point as it is.
 */
export const cssPixels = {
  name: "cornerstone-css-pixels",
  setup(build) {
    let replaced = false;
    build.onLoad({ filter: /cpuFallback[\\/]rendering[\\/]cssPixelConversion\.js$/ }, () => {
      replaced = true;
      return { contents: "const same = ([x, y]) => [x, y]; export { same as cssToDevicePixels, same as deviceToCssPixels };" };
    });
    build.onEnd(() => (replaced ? {} : { errors: [{ text: "Cornerstone converts pixels elsewhere now; see css-pixels.mjs and ViewerTests." }] }));
  },
};
