import { identifier, literal } from '../../warehouse/identifier';
import type { Session } from '../../warehouse/port';
import { records } from '../../warehouse/records';
import { nameOf } from './observe';
import { markText, readMark } from './mark';

/**
 * Queues what landed while there were pipes but no rule of the bucket yet, so that nobody told them. Sent after the rule
 * is there; a pipe that was told of a file after all does not load it again.
 * @returns the pipes that were refreshed
 */
export async function announceLanded(
  session: Session,
  database: string,
  now: Date,
): Promise<readonly string[]> {
  const shown = records(await session.query(`SHOW PIPES IN DATABASE ${identifier(database)}`));
  const refreshed: string[] = [];
  for (const field of shown) {
    const mark = readMark(field('comment'));
    // One that is being changed is refreshed by its change, and keeps the mark for the next deploy.
    if (mark?.unannounced !== true || mark.pausing || mark.refreshAfter !== undefined) continue;
    const pipe = nameOf(field);
    await session.query(`ALTER PIPE ${pipe} REFRESH`);
    const { definition } = mark;
    await session.query(
      `ALTER PIPE ${pipe} SET COMMENT = ${literal(markText({ definition, refreshedAt: now.toISOString() }))}`,
    );
    refreshed.push(pipe);
  }
  return refreshed;
}
