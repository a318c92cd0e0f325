export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** What a window of the seat map shows: the point in its middle, and pixels per unit of the drawing. */
export interface MapView extends Point {
  scale: number;
}

/** Pixels per unit at which a seat is as large as a fingertip. */
const largestScale = 4.4;

const fittingScale = (window: Size, drawing: Size): number =>
  Math.min(window.width / drawing.width, window.height / drawing.height);

/** Shows the whole drawing. */
export const fitted = (window: Size, drawing: Size): MapView => ({
  x: drawing.width / 2,
  y: drawing.height / 2,
  scale: fittingScale(window, drawing),
});

export const isFitted = ({ scale }: MapView, window: Size, drawing: Size): boolean =>
  scale <= fittingScale(window, drawing) * 1.001;

export const isLargest = ({ scale }: MapView, window: Size, drawing: Size): boolean =>
  scale >= Math.max(largestScale, fittingScale(window, drawing)) * 0.999;

/** Keeps the drawing in the window: no smaller than fitted, and never moved out of it. */
export function limited(view: MapView, window: Size, drawing: Size): MapView {
  const smallest = fittingScale(window, drawing);
  const scale = Math.min(Math.max(view.scale, smallest), Math.max(largestScale, smallest));
  const within = (centre: number, shown: number, whole: number) =>
    shown >= whole ? whole / 2 : Math.min(Math.max(centre, shown / 2), whole - shown / 2);
  return {
    scale,
    x: within(view.x, window.width / scale, drawing.width),
    y: within(view.y, window.height / scale, drawing.height),
  };
}

/** The point of the drawing at a pixel of the window. */
export const pointAt = ({ x, y, scale }: MapView, pixel: Point, window: Size): Point => ({
  x: x + (pixel.x - window.width / 2) / scale,
  y: y + (pixel.y - window.height / 2) / scale,
});

/** Zooms by a factor; what is at the pixel stays there. */
export function zoomed(view: MapView, factor: number, pixel: Point, window: Size, drawing: Size): MapView {
  const { scale } = limited({ ...view, scale: view.scale * factor }, window, drawing);
  const fixed = pointAt(view, pixel, window);
  return limited(
    {
      scale,
      x: fixed.x - (pixel.x - window.width / 2) / scale,
      y: fixed.y - (pixel.y - window.height / 2) / scale,
    },
    window,
    drawing,
  );
}

/** Moves the drawing by pixels. */
export const moved = (view: MapView, by: Point, window: Size, drawing: Size): MapView =>
  limited({ ...view, x: view.x - by.x / view.scale, y: view.y - by.y / view.scale }, window, drawing);
