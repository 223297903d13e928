/** What the viewer uses of Cornerstone3D: a script of its own, so that a change of ours does not fetch it again. */
export {
  cache, Enums, eventTarget, getRenderingCapabilities, getRenderingEngine, imageLoader, init, metaData, RenderingEngine, setUseCPURendering, getShouldUseCPURendering, utilities,
} from "@cornerstonejs/core";
export type { StackViewport, Types } from "@cornerstonejs/core";
export {
  addTool, annotation, EllipticalROITool, Enums as ToolEnums, init as initTools, PanTool, PlanarFreehandROITool, ProbeTool,
  RectangleROITool, StackScrollTool, ToolGroupManager, utilities as toolUtilities, WindowLevelTool, ZoomTool,
} from "@cornerstonejs/tools";
export type { Types as ToolTypes } from "@cornerstonejs/tools";
