import { RemovalPolicy } from 'aws-cdk-lib';
import type { Settings } from '../settings';

/** What becomes of data when its stack goes. */
export interface Removal {
  readonly policy: 'retain' | 'destroy';
  readonly ofData: RemovalPolicy;
}

/**
 * Two keys destroy data: `lake.removal: destroy` in the settings and the environment's name in `-c destroy-data=` at the
 * deploy before the destruction. Either alone retains.
 */
export function removalOf(settings: Settings, destroyData: string | undefined): Removal {
  const isConfirmed = destroyData === settings.env;
  return settings.lake.removal === 'destroy' && isConfirmed
    ? { policy: 'destroy', ofData: RemovalPolicy.DESTROY }
    : { policy: 'retain', ofData: RemovalPolicy.RETAIN };
}

/** Why the flag cannot be meant; undefined where it can. */
export function mistakenDestruction(settings: Settings, destroyData: string | undefined): string | undefined {
  if (destroyData === undefined) return undefined;
  if (destroyData !== settings.env)
    return `-c destroy-data=${destroyData} names another environment than -c env=${settings.env}: nothing is done.`;
  if (settings.lake.removal === 'retain')
    return `-c destroy-data=${destroyData} is the second key; the first is missing: lake.removal: destroy in ${settings.env}'s settings.`;
  return undefined;
}
