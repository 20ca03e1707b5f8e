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
  readonly frames: number[];
  readonly tasks: number[];
  stop: boolean;
  frame(at: number): void;
}

type Watched = typeof globalThis & {
  watch: Watch;
  requestAnimationFrame(next: (at: number) => void): number;
};

/** Frames that the browser draws while `move` goes on. */
export async function movement(page: Page, move: () => Promise<void>): Promise<Movement> {
  await page.evaluate(() => {
    const world = globalThis as Watched;
    // A method, since esbuild would name a function by a helper that the browser does not have.
    world.watch = {
      frames: [],
      tasks: [],
      stop: false,
      frame(at) {
        world.watch.frames.push(at);
        if (!world.watch.stop) world.requestAnimationFrame(world.watch.frame);
      },
    };
    // Node's types of this interface know its own entries only.
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) world.watch.tasks.push(duration);
    }).observe({ entryTypes: ['longtask' as 'mark'] });
    world.requestAnimationFrame(world.watch.frame);
  });
  await move();
  const { frames, tasks } = await page.evaluate(() => {
    const { watch } = globalThis as Watched;
    watch.stop = true;
    const { frames: drawn, tasks: long } = watch;
    return { frames: drawn, tasks: long };
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
