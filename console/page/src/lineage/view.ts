import type { Box } from './scene';

/** Names cannot be read below this. */
const READABLE = 0.6;
const LARGEST = 1.1;
const SMALLEST = 0.06;
/** Room for the numbers of what is left out, which stand beside the cards. */
const MARGIN = 36;

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/**
 * The whole picture where its names can be read, or where it is a project with cells open and nothing chosen; otherwise as much
 * of it as can be read, around the chosen box or from the first group on.
 */
export function viewOf(
  boxes: readonly Box[],
  { width, height }: { readonly width: number; readonly height: number },
  chosen: string | undefined,
): View {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const wide = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const high = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  const fits = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high, LARGEST);
  const isClosed = boxes.every(({ kind }) => kind === 'lane' || kind === 'group');
  const anchor =
    boxes.find(({ id }) => id === chosen) ??
    (isClosed ? boxes.find(({ kind }) => kind === 'group') : undefined);
  const zoom = anchor === undefined ? Math.max(fits, SMALLEST) : Math.max(fits, READABLE);
  const centre = anchor ?? { x: left, y: top, width: wide, height: high };
  return {
    x: shift(left * zoom, wide * zoom, (centre.x + centre.width / 2) * zoom, width),
    y: shift(top * zoom, high * zoom, (centre.y + centre.height / 2) * zoom, height),
    zoom,
  };
}

/** Brings `centre` to the middle of the window, but leaves no more than the margin empty beside what goes beyond it. */
function shift(from: number, size: number, centre: number, window: number): number {
  if (size + 2 * MARGIN <= window) return (window - size) / 2 - from;
  return Math.max(window - MARGIN - from - size, Math.min(MARGIN - from, window / 2 - centre));
}
