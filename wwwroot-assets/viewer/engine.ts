import { getRenderingCapabilities, init, initTools, RenderingEngine, setUseCPURendering } from "./cornerstone.ts";

let isReady = false;

/** Software WebGL is slower than drawing without it, and no WebGL at all leaves no choice. */
export function startEngine(name: string): RenderingEngine {
  if (!isReady) {
    init();
    if (getRenderingCapabilities().softwareRasterizer) setUseCPURendering(true);
    initTools();
    isReady = true;
  }
  return new RenderingEngine(name);
}
