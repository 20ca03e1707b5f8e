import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../../engine/errors';
import type { Warehouse } from '../../engine/warehouse/port';
import { buildId } from '../home/build-id';
import { homeLayout } from '../home/layout';
import { OwnerClient } from './client';
import { dial } from './dial';
import { encode, PROTOCOL } from './protocol';
import { readOwnerRecord } from './record';
import { startOwner } from './start';

export interface ConnectOptions {
  /** How long an owner that has to be started waits for its next client before it ends. Default 20 s. */
  readonly idleMilliseconds?: number | undefined;
  /** How long such an owner waits for a database that another process has open. Default 10 s. */
  readonly patienceMilliseconds?: number | undefined;
  /** Which code the owner has to run. Default: this installation's. */
  readonly build?: string | undefined;
}

/** The code that an owner runs. */
const CODE = ['engine/warehouse', 'engine/landing', 'local/home', 'local/lake', 'local/owner'];

/** An owner may end between two steps of ours, and then the next turn starts another. */
const TURNS = 5;

/** The local warehouse of a home, through the one process that has its database open; starts it if need be. */
export async function connectOwner(home: string, options: ConnectOptions = {}): Promise<Warehouse> {
  mkdirSync(home, { recursive: true });
  const layout = homeLayout(realpathSync(resolve(home)));
  const build = options.build ?? buildId(CODE);
  for (let turn = 0; turn < TURNS; turn++) {
    const record = readOwnerRecord(layout.ownerRecord);
    const line = record && (await dial(record.address));
    if (line?.greeting.protocol === PROTOCOL && line.greeting.build === build) {
      const client = new OwnerClient(line.socket, line.greeting);
      line.listen((reply) => client.receive(reply));
      return client;
    }
    line?.socket.end(encode({ id: 0, call: 'retire' }));
    await startOwner(layout, {
      home: layout.home,
      build,
      idleMilliseconds: options.idleMilliseconds ?? 20_000,
      patienceMilliseconds: options.patienceMilliseconds ?? 10_000,
    });
  }
  return fail('LH801', `No process stays up that owns ${layout.database}. ${layout.ownerLog} may tell why.`);
}
