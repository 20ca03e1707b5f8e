import type { AssetBox, GroupBox, Scene, TableBox } from './scene';

export type Direction = 'before' | 'after' | 'above' | 'below';

type Stop = AssetBox | GroupBox | TableBox;

/** Where an arrow key goes: sideways along a line, up and down to the nearest box of about the same column. */
export function step(scene: Scene, from: string | undefined, direction: Direction): Stop | undefined {
  const stops = scene.boxes.filter((box): box is Stop => box.kind !== 'lane' && box.kind !== 'cell');
  const here = stops.find(({ id }) => id === from);
  if (here === undefined) return stops[0];
  const middle = (box: Stop) => box.y + box.height / 2;
  const distance = (box: Stop) => Math.abs(middle(box) - middle(here)) + Math.abs(box.x - here.x) * 3;
  return stops
    .filter((box) => box !== here && leads(scene, here, box, direction))
    .sort((a, b) => distance(a) - distance(b))[0];
}

function leads({ lines }: Scene, here: Stop, box: Stop, direction: Direction): boolean {
  switch (direction) {
    case 'before':
      return lines.some(({ from, to }) => to === here.id && from === box.id);
    case 'after':
      return lines.some(({ from, to }) => from === here.id && to === box.id);
    case 'above':
      return box.y < here.y && Math.abs(box.x - here.x) < here.width;
    case 'below':
      return box.y > here.y && Math.abs(box.x - here.x) < here.width;
  }
}
