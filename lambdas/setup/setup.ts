import { checkAccount, deployRequirements, observeAccount } from '../../engine/account';
import { fail } from '../../engine/errors';
import {
  deployLanding,
  desiredLanding,
  observeIntegration,
  planIntegration,
  send,
  topicSubscriber,
  type Step,
} from '../../engine/landing/deployment';
import type { Project } from '../../engine/project';
import { identifier } from '../../engine/warehouse/identifier';
import type { Session, Warehouse } from '../../engine/warehouse/port';
import { snowflakeNamesOf, type SnowflakeNames } from '../deployment/contract';
import type { Log } from '../log';
import { inSession } from '../snowflake/in-session';
import type {
  IntegrationAttributes,
  IntegrationProperties,
  ObjectsAttributes,
  ObjectsProperties,
  SetupProgress,
  SetupProperties,
} from './contract';

export interface SetupDependencies {
  readonly environment: string;
  /** Logs in when it is first asked something. */
  readonly open: () => Promise<Warehouse>;
  readonly project: () => Promise<Project>;
  readonly log: Log;
  readonly now: () => Date;
}

export interface Request {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly properties: SetupProperties;
  /** When CloudFormation asked. */
  readonly startedAt: Date;
}

/** Stays the same whatever changes but the name, so that no update or rollback deletes. */
export function physicalIdOf(properties: SetupProperties): string {
  return properties.phase === 'integration' ? properties.integration : `${properties.database}/landing`;
}

/** One bounded part of the work. Asked again until it is complete; throws what CloudFormation is to be told. */
export async function progress(request: Request, given: SetupDependencies): Promise<SetupProgress> {
  const { type, properties } = request;
  if (type === 'Delete') return remove(properties, given);
  return inSession(given, async (session) => {
    const names = snowflakeNamesOf(given.environment);
    await checkRights(session, names);
    return properties.phase === 'integration'
      ? { IsComplete: true, Data: { ...(await bringIntegration(session, names, properties, given)) } }
      : bringObjects(session, names, properties, request.startedAt, given);
  });
}

/** What `setup-sql --check` looks at, as far as setup is sure to see it: things, and what its own roles may do. */
async function checkRights(session: Session, names: SnowflakeNames): Promise<void> {
  const requirements = deployRequirements(names);
  const { missing } = checkAccount(
    requirements,
    await observeAccount((sql) => session.query(sql), requirements),
    [names.roles.setup, names.roles.loader],
  );
  if (missing.length === 0) return;
  const listed = missing.map(
    ({ what, statements }) => `${what} ${statements.map((sql) => `${sql};`).join(' ')}`,
  );
  fail(
    'LH617',
    `The account lacks what \`lakehouse setup-sql\` makes. An account administrator runs that, or:\n${listed.join('\n')}`,
  );
}

async function bringIntegration(
  session: Session,
  { roles }: SnowflakeNames,
  { integration: name, snsTopic, ...asked }: IntegrationProperties,
  { log }: SetupDependencies,
): Promise<IntegrationAttributes> {
  const query = (sql: string) => session.query(sql);
  const before = await observeIntegration(query, name);
  const steps = planIntegration({ name, roles, ...asked }, before);
  await send(session, steps, roles.setup, logged(log));
  const { iamUserArn, externalId } =
    (steps.length === 0 ? before : await observeIntegration(query, name)) ??
    fail('LH614', `Storage integration ${name} was made and cannot be described.`);
  if (externalId !== asked.externalId)
    log.warn('an integration that was there keeps its own external id', { integration: name });
  return {
    ...{ iamUserArn, externalId },
    ...(snsTopic === undefined ? {} : { subscriberArn: await topicSubscriber(query, snsTopic) }),
  };
}

async function bringObjects(
  session: Session,
  { roles }: SnowflakeNames,
  properties: ObjectsProperties,
  startedAt: Date,
  { project, log, now }: SetupDependencies,
): Promise<SetupProgress> {
  const { database, integration, lakeUrl, snsTopic, waitSeconds } = properties;
  const desired = desiredLanding(await project(), { database, integration, lakeUrl, snsTopic, roles });
  const reached = await deployLanding({ session, desired, now, onStep: logged(log) });
  if (reached.done) {
    const attributes: ObjectsAttributes = { notificationChannel: reached.notificationChannel };
    return { IsComplete: true, Data: { ...attributes } };
  }
  for (const reason of reached.waitingFor) log.info('waiting', { reason });
  const waited = (now().getTime() - startedAt.getTime()) / 1_000;
  if (waited >= Number(waitSeconds) && reached.waitingFor.length > 0)
    fail('LH618', `Waited ${Math.round(waited)} seconds:\n${reached.waitingFor.join('\n')}`);
  return { IsComplete: false };
}

/** Keeps everything, unless both keys say otherwise: then Snowflake is not even asked. */
async function remove(properties: SetupProperties, given: SetupDependencies): Promise<SetupProgress> {
  const name = properties.phase === 'integration' ? properties.integration : properties.database;
  const { policy = 'retain', confirmed } = properties.removal ?? {};
  if (policy !== 'destroy' || confirmed !== name) {
    given.log.info('kept', { name, policy });
    return { IsComplete: true };
  }
  const kind = properties.phase === 'integration' ? 'integration' : 'database';
  const { setup } = snowflakeNamesOf(given.environment).roles;
  const step: Step = {
    ...{ kind, name, role: setup },
    sql: `DROP ${kind.toUpperCase()} IF EXISTS ${identifier(name)}`,
  };
  await inSession(given, (session) => send(session, [step], setup, logged(given.log)));
  return { IsComplete: true };
}

/** What is done and to what, without the statement: names of roles and ARNs are all that a log needs. */
const logged =
  (log: Log) =>
  ({ kind, name, role }: Step): void =>
    log.info('statement', { kind, name, role });
