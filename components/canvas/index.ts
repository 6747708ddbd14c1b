export { layoutTables, type LayoutOptions } from "./layout/layout-tables";
export { DiagramCanvas } from "./diagram-canvas";
export type { CanvasHandle, CanvasUser, ConnectionEnd, ContextTarget, DiagramCanvasProps } from "./types";
