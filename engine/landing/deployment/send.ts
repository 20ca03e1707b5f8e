import { LakehouseError, messageOf } from '../../errors';
import { identifier } from '../../warehouse/identifier';
import type { Session } from '../../warehouse/port';
import type { Step } from './step';

/** Sends statements, each in its own role, and ends in the first one. */
export async function send(
  session: Session,
  steps: readonly Step[],
  home: string,
  onStep: (step: Step) => void = () => undefined,
): Promise<void> {
  let role = home;
  try {
    for (const step of steps) {
      if (step.role !== role) await session.query(`USE ROLE ${identifier(step.role)}`);
      role = step.role;
      onStep(step);
      await sendOne(session, step);
    }
  } finally {
    if (role !== home) await session.query(`USE ROLE ${identifier(home)}`);
  }
}

/** Says what the statement was for: the message is read in CloudFormation's events. */
async function sendOne(session: Session, step: Step): Promise<void> {
  try {
    await session.query(step.sql);
  } catch (error: unknown) {
    if (!(error instanceof LakehouseError)) throw error;
    throw new LakehouseError([
      {
        code: error.code,
        message: `${step.kind} ${step.name}, as role ${step.role}: ${reasonOf(error)}`,
      },
    ]);
  }
}

/** Without the code, the place and the statement's text that come before and after it. */
const reasonOf = (error: LakehouseError): string =>
  error.problems.map(({ message }) => message).join('\n') || messageOf(error);
