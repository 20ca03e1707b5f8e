import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { prefixOf } from '../../lambdas/deployment/contract';
import type { Settings } from '../settings';
import type { CodeOf } from './code';
import { acknowledge } from './acknowledge';
import { removalOf, type Removal } from './removal';

export interface LakehouseStackProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  /** The second key of a destruction: the environment's name, typed for this deploy. @default undefined: retain */
  readonly destroyData?: string | undefined;
}

/** What all stacks have in common: name, place, tags, and what becomes of data when they go. */
export abstract class LakehouseStack extends Stack {
  readonly removal: Removal;

  protected constructor(
    scope: Construct,
    id: string,
    description: string,
    { settings, destroyData }: LakehouseStackProps,
  ) {
    const removal = removalOf(settings, destroyData);
    super(scope, id, {
      stackName: `${prefixOf(settings.env)}-${id.toLowerCase()}`,
      description: `Lakehouse ${settings.env}: ${description}`,
      env: { account: settings.account, region: settings.region },
    });
    this.removal = removal;
    const tags = {
      ...settings.tags,
      Project: 'lakehouse',
      Environment: settings.env,
      Part: id.toLowerCase(),
    };
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::…:*]':
        'The versions of one function: who may invoke it may invoke those, and it has none but the newest.',
    });
  }
}
