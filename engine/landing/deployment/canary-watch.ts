import { identifier, literal, relationText } from '../../warehouse/identifier';
import type { Session } from '../../warehouse/port';
import { records } from '../../warehouse/records';
import { lakeStage } from '../setup/names';
import { canaryPipe, canaryTable } from './canary';
import { validateIntegration } from './integration';
import { nameOf } from './observe';
import { readPipeStatus, type PipeStatus } from './pipe-status';

export interface Canary {
  readonly database: string;
  /** Of its file in the bucket. */
  readonly key: string;
}

const statusOf = async (session: Session, { database }: Canary): Promise<PipeStatus> => {
  const { rows } = await session.query(
    `SELECT SYSTEM$PIPE_STATUS(${literal(relationText(canaryPipe(database)))})`,
  );
  return readPipeStatus(String(rows[0]?.[0] ?? '{}'));
};

const isFile = (path: string | undefined, { key }: Canary): boolean =>
  path?.endsWith(key.slice(key.lastIndexOf('/') + 1)) === true;

/**
 * Whether the file's row is there. The pipe is asked first, which starts no warehouse; the table only after the pipe has
 * heard of the file.
 * @param insist ask the table whatever the pipe says
 */
export async function hasArrived(session: Session, canary: Canary, insist: boolean): Promise<boolean> {
  if (!insist) {
    const status = await statusOf(session, canary);
    if (!isFile(status.lastIngestedFile, canary) && !isFile(status.lastForwardedFile, canary)) return false;
  }
  const { rows } = await session.query(
    `SELECT COUNT(*) FROM ${relationText(canaryTable(canary.database))} WHERE ${identifier('_FILE')} = ${literal(canary.key)}`,
  );
  return Number(rows[0]?.[0] ?? 0) > 0;
}

export async function forget(session: Session, { database, key }: Canary): Promise<void> {
  await session.query(
    `DELETE FROM ${relationText(canaryTable(database))} WHERE ${identifier('_FILE')} = ${literal(key)}`,
  );
}

/** Which leg of the way failed, and what to look at. Asked when waiting is given up. */
export async function failedLeg(session: Session, canary: Canary, since: Date): Promise<string> {
  const pipe = relationText(canaryPipe(canary.database));
  const refused = await accessRefused(session, canary.database);
  if (refused !== undefined)
    return `Snowflake may not read the lake: ${refused}. Compare the role's trust policy with DESC STORAGE INTEGRATION; Snowflake keeps its credentials for up to an hour.`;
  const status = await statusOf(session, canary);
  if (status.state !== 'RUNNING')
    return `Pipe ${pipe} is ${status.state}${status.error === undefined ? '' : `: ${status.error}`}.`;
  if (isFile(status.lastIngestedFile, canary))
    return `Pipe ${pipe} has loaded ${canary.key} and its row is not there: look at COPY_HISTORY of ${relationText(canaryTable(canary.database))}.`;
  if (isFile(status.lastForwardedFile, canary) || status.pendingFiles > 0)
    return `Pipe ${pipe} was told of the file and has not loaded it; ${status.pendingFiles} files wait.`;
  const heard = status.lastReceived;
  return (
    `Pipe ${pipe} was not told of ${canary.key}: ` +
    (heard !== undefined && heard >= since
      ? 'other messages reach its queue, so the rule of the bucket leaves out bronze/_canary/.'
      : "no message reaches its queue. Compare the bucket's notifications with notification_channel in SHOW PIPES.")
  );
}

async function accessRefused(session: Session, database: string): Promise<string | undefined> {
  const stage = records(await session.query(`SHOW STAGES IN DATABASE ${identifier(database)}`)).find(
    (field) => nameOf(field) === relationText(lakeStage(database)),
  );
  if (!stage) return `there is no stage ${relationText(lakeStage(database))}`;
  return validateIntegration((sql) => session.query(sql), stage('storage_integration'), stage('url'));
}
