import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import {
  fitted,
  isFitted,
  isLargest,
  limited,
  type MapView,
  moved,
  type Point,
  pointAt,
  type Size,
  zoomed,
} from './map-view.ts';

/** Pixels that a finger may move in a tap. */
const tapSlop = 6;
const wheelFactorPerPixel = 1.0015;
const keyFactor = 1.4;
const keyStep = 80;

const arrows: Record<string, Point> = {
  ArrowLeft: { x: keyStep, y: 0 },
  ArrowRight: { x: -keyStep, y: 0 },
  ArrowUp: { x: 0, y: keyStep },
  ArrowDown: { x: 0, y: -keyStep },
};

/** The size of an element in pixels; null until it is measured. */
function useSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = measured;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

const middleOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

function distanceOf([one, other]: readonly Point[]): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
}

/** What one more pointer event does to the view: a finger moves it, two also zoom it. */
function dragged(
  view: MapView,
  before: readonly Point[],
  after: readonly Point[],
  window: Size,
  drawing: Size,
): MapView {
  const [from, to] = [middleOf(before), middleOf(after)];
  const shifted = moved(view, { x: to.x - from.x, y: to.y - from.y }, window, drawing);
  const [spread, spreadAfter] = [distanceOf(before), distanceOf(after)];
  return spread > 0 && spreadAfter > 0 ? zoomed(shifted, spreadAfter / spread, to, window, drawing) : shifted;
}

/**
 * The part of a drawing that an element shows, moved and zoomed by pointer, wheel, pinch and keys.
 * @param onTap called with the point of the drawing, and of the window, that was clicked or tapped
 */
export function useMapView(
  element: RefObject<HTMLElement | null>,
  drawing: Size,
  onTap: (at: Point, pixel: Point, view: MapView) => void,
) {
  const window = useSize(element);
  const [chosen, setChosen] = useState<MapView | null>(null);
  const view = window && (chosen ? limited(chosen, window, drawing) : fitted(window, drawing));
  const pointers = useRef(new Map<number, Point>());
  const start = useRef<{ at: Point; isDrag: boolean } | null>(null);

  const change = useCallback(
    (next: (view: MapView, window: Size) => MapView) =>
      window &&
      setChosen((before) => next(before ? limited(before, window, drawing) : fitted(window, drawing), window)),
    [window, drawing],
  );
  const zoomBy = (factor: number, pixel?: Point) =>
    change((before, size) => zoomed(before, factor, pixel ?? { x: size.width / 2, y: size.height / 2 }, size, drawing));
  useWheel(element, change, drawing);

  const pixelOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left = 0, top = 0 } = element.current?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    pointers.current.set(event.pointerId, pixelOf(event));
    start.current = { at: pixelOf(event), isDrag: pointers.current.size > 1 };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!pointers.current.has(event.pointerId) || !start.current) return;
    const before = [...pointers.current.values()];
    const pixel = pixelOf(event);
    if (!start.current.isDrag && distanceOf([start.current.at, pixel]) < tapSlop) return;
    if (!start.current.isDrag) event.currentTarget.setPointerCapture(event.pointerId);
    start.current.isDrag = true;
    pointers.current.set(event.pointerId, pixel);
    const after = [...pointers.current.values()];
    change((current, size) => dragged(current, before, after, size, drawing));
  };
  const onPointerUp = (event: PointerEvent) => {
    const isTap = pointers.current.delete(event.pointerId) && start.current?.isDrag === false;
    const pixel = pixelOf(event);
    if (isTap && view && window) onTap(pointAt(view, pixel, window), pixel, view);
    if (pointers.current.size === 0) start.current = null;
  };
  const onPointerCancel = (event: PointerEvent) => void pointers.current.delete(event.pointerId);

  /** Whether the key did something. */
  const pressKey = (key: string): boolean => {
    const by = arrows[key];
    if (by) change((before, size) => moved(before, by, size, drawing));
    else if (key === '+' || key === '=') zoomBy(keyFactor);
    else if (key === '-') zoomBy(1 / keyFactor);
    else if (key === '0') setChosen(null);
    else return false;
    return true;
  };
  return {
    window,
    view,
    isWhole: !view || !window || isFitted(view, window, drawing),
    isLargest: !view || !window || isLargest(view, window, drawing),
    zoomBy,
    showAll: () => setChosen(null),
    pressKey,
    pixelOf,
    pointerHandlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel },
  };
}

type ChangeView = (next: (view: MapView, window: Size) => MapView) => void;

/** React listens to the wheel passively, which could not keep the page from scrolling. */
function useWheel(element: RefObject<HTMLElement | null>, change: ChangeView, drawing: Size): void {
  useEffect(() => {
    const map = element.current;
    if (!map) return;
    const onWheel = (event: WheelEvent) => {
      const { left, top } = map.getBoundingClientRect();
      const pixel = { x: event.clientX - left, y: event.clientY - top };
      // Pinching on a touchpad arrives as a wheel with ctrl, in smaller steps.
      const factor = wheelFactorPerPixel ** (-event.deltaY * (event.ctrlKey ? 6 : 1));
      event.preventDefault();
      change((before, size) => zoomed(before, factor, pixel, size, drawing));
    };
    map.addEventListener('wheel', onWheel, { passive: false });
    return () => map.removeEventListener('wheel', onWheel);
  }, [element, change, drawing]);
}
