import type { Page } from 'playwright-core';

export interface Movement {
  readonly framesPerSecond: number;
  /** The longest time between two frames, in milliseconds. */
  readonly longestFrame: number;
  /** Tasks of more than 50 ms, and what they took together. */
  readonly longTasks: number;
  readonly longTaskMs: number;
}

interface Watch {
  frames: number[];
  tasks: number[];
  stop: boolean;
}

type Watched = typeof globalThis & {
  watch: Watch;
  requestAnimationFrame(next: (at: number) => void): number;
};

/** Frames that the browser draws while `move` goes on. */
export async function movement(page: Page, move: () => Promise<void>): Promise<Movement> {
  await page.evaluate(() => {
    const world = globalThis as Watched;
    const watch: Watch = { frames: [], tasks: [], stop: false };
    world.watch = watch;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.tasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
    const frame = (at: number): void => {
      watch.frames.push(at);
      if (!watch.stop) world.requestAnimationFrame(frame);
    };
    world.requestAnimationFrame(frame);
  });
  await move();
  const { frames, tasks } = await page.evaluate(() => {
    const { watch } = globalThis as Watched;
    watch.stop = true;
    return { frames: watch.frames, tasks: watch.tasks };
  });
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  const span = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  return {
    framesPerSecond: span === 0 ? 0 : (gaps.length / span) * 1000,
    longestFrame: Math.max(0, ...gaps),
    longTasks: tasks.length,
    longTaskMs: tasks.reduce((sum, task) => sum + task, 0),
  };
}

/** Drags the picture about, as a hand does: sixty small steps a second. */
export async function pan(page: Page, milliseconds: number): Promise<void> {
  const box = await page.locator('.canvas').boundingBox();
  if (box === null) throw new Error('There is no canvas to pan.');
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = performance.now() + milliseconds;
  for (let step = 0; performance.now() < until; step += 1) {
    await page.mouse.move(x + Math.sin(step / 20) * 260, y + 160 + Math.cos(step / 27) * 150);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

export async function zoom(page: Page, milliseconds: number): Promise<void> {
  const box = await page.locator('.canvas').boundingBox();
  if (box === null) throw new Error('There is no canvas to zoom.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const until = performance.now() + milliseconds;
  for (let step = 0; performance.now() < until; step += 1) {
    await page.mouse.wheel(0, Math.floor(step / 20) % 2 === 0 ? -60 : 60);
    await page.waitForTimeout(16);
  }
}
