import { fail } from '../errors';
import type { Json } from '../project/types';
import type { Clock } from './clock';
import type { Item, Store } from './store';

/** Who runs: told to whoever else wants to. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
}

export interface Lock {
  /** Grows with every owner: what is written under an older token is not ours any more. */
  readonly token: number;
  /** Set where the lock was taken over from a holder that died: what to tell the user. */
  readonly recovered: string | undefined;
  /** False once somebody else owns the lock. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LockOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly holder: Holder;
  /** Whether a process of this host still runs. */
  readonly isAlive: (pid: number) => boolean;
  /** @default LEASE_MS */
  readonly leaseMs?: number;
}

/** A holder that has not renewed for so long is taken for dead. */
export const LEASE_MS = 60_000;
const KEY = 'lock/run';

interface Held extends Holder {
  readonly token: number;
  readonly since: string;
  /** Undefined once released; the token is kept so that it goes on growing. */
  readonly leaseUntil: string | undefined;
}

/** Throws LH701, naming the holder, where a living one has the lock. */
export async function acquireLock({
  store,
  clock,
  holder,
  isAlive,
  leaseMs = LEASE_MS,
}: LockOptions): Promise<Lock> {
  const found = await store.get(KEY);
  const former = found && heldOf(found);
  const now = clock.now();
  const dead = former && whyDead(former, holder, now, isAlive);
  if (former?.leaseUntil !== undefined && dead === undefined) return refuse(former);
  const held: Held = {
    ...holder,
    token: (former?.token ?? 0) + 1,
    since: now.toISOString(),
    leaseUntil: lease(now, leaseMs),
  };
  let version = await store.put(KEY, bodyOf(held), found?.version ?? 0);
  if (version === undefined) {
    const other = await store.get(KEY);
    return refuse(other ? heldOf(other) : held);
  }
  // One write at a time: each expects the version that the one before left.
  let writing: Promise<unknown> = Promise.resolve();
  const write = (leaseUntil: () => string | undefined): Promise<boolean> => {
    const written = writing.then(async () => {
      if (version === undefined) return false;
      version = await store.put(KEY, bodyOf({ ...held, leaseUntil: leaseUntil() }), version);
      return version !== undefined;
    });
    writing = written.catch(() => undefined);
    return written;
  };
  return {
    token: held.token,
    recovered:
      former && dead !== undefined ? `${named(former)} ${dead}; its lock was taken over.` : undefined,
    renew: () => write(() => lease(clock.now(), leaseMs)),
    release: async () => {
      await write(() => undefined);
      version = undefined;
    },
  };
}

/** The lock as others see it: its token changes with every owner. */
export async function readLock(
  store: Pick<Store, 'get'>,
  now: Date,
): Promise<{ readonly token: number; readonly isHeld: boolean }> {
  const item = await store.get(KEY);
  const held = item && heldOf(item);
  const lease = held?.leaseUntil;
  return { token: held?.token ?? 0, isHeld: lease !== undefined && lease >= now.toISOString() };
}

function refuse(held: Held): never {
  return fail('LH701', `${named(held)} runs since ${held.since}. Wait until it is done, or stop it.`);
}

function named({ command, pid, host }: Holder): string {
  return `"${command}" (process ${pid} on ${host})`;
}

function lease(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

function whyDead(held: Held, own: Holder, now: Date, isAlive: (pid: number) => boolean): string | undefined {
  if (held.leaseUntil === undefined) return undefined;
  if (held.host === own.host && !isAlive(held.pid)) return 'is gone';
  return held.leaseUntil < now.toISOString() ? 'has not been heard of since its lease ended' : undefined;
}

function bodyOf({ pid, host, command, token, since, leaseUntil }: Held): Json {
  return { pid, host, command, token, since, leaseUntil: leaseUntil ?? null };
}

function heldOf({ body }: Item): Held {
  const { pid, host, command, token, since, leaseUntil } = body as { readonly [key: string]: Json };
  return {
    pid: Number(pid),
    host: String(host),
    command: String(command),
    token: Number(token),
    since: String(since),
    leaseUntil: typeof leaseUntil === 'string' ? leaseUntil : undefined,
  };
}
