/** What the template gives the setup function and what it answers. Imports nothing. */

/** Beside `SNOWFLAKE_ENV`. */
export const SETUP_ENV = {
  /** The environment's name, of which every name in Snowflake is made: `snowflakeNamesOf`. */
  environment: 'LAKEHOUSE_ENVIRONMENT',
  /** Folder of the SQL project in the function's code. @default sql */
  project: 'LAKEHOUSE_PROJECT',
} as const;

/**
 * How the two resources are to be wired: a provider of `aws-cdk-lib/custom-resources` with both handlers, so that
 * CloudFormation gets an answer on every path. `onEvent` only checks its properties; the work is done by `isComplete`,
 * a bounded part per call, progress being read from Snowflake itself.
 */
export const SETUP_RESOURCE = {
  integration: 'Custom::LakehouseIntegration',
  objects: 'Custom::LakehouseObjects',
} as const;

/**
 * Before the role: the storage integration that trusts the role's ARN, which Snowflake does not look at yet.
 * Physical id: the integration's name. CloudFormation hands every value over as text.
 */
export interface IntegrationProperties {
  readonly phase: 'integration';
  readonly integration: string;
  /** `roleArnOf(account, env, 'storage')`, as text: the role need not exist. */
  readonly roleArn: string;
  /** The one asked for. The one that counts is the attribute: an integration that was retained keeps its own. */
  readonly externalId: string;
  /** `s3://<bucket>/bronze/`. */
  readonly allowedLocations: readonly string[];
  /** ARN of the topic that the bucket tells. @default the bucket tells the pipes' queue */
  readonly snsTopic?: string;
  readonly removal?: Removal;
}

/** `Fn::GetAtt` of the integration: whom the role trusts, and under which external id. */
export interface IntegrationAttributes {
  readonly iamUserArn: string;
  readonly externalId: string;
  /** Whose queue subscribes to the topic; only where there is one. Not the user that reads the lake. */
  readonly subscriberArn?: string;
}

/** After the role: schemas, formats, stage, tables, pipes, canary. Physical id: `<database>/landing`. */
export interface ObjectsProperties {
  readonly phase: 'objects';
  readonly database: string;
  readonly integration: string;
  /** `s3://<bucket>/`. */
  readonly lakeUrl: string;
  /** ARN of the SNS topic that the bucket tells, `AWS_SNS_TOPIC` of every pipe. @default the bucket tells their queue */
  readonly snsTopic?: string;
  /** Another one whenever the function may do something else: the hash of its code, which holds the SQL project. */
  readonly revision: string;
  /**
   * Seconds after which waiting (for IAM to spread, for a pipe to drain) is given up with a reason; less than the
   * provider's `totalTimeout`, else the answer is the framework's, which has no reason.
   */
  readonly waitSeconds: string;
  readonly removal?: Removal;
}

/** `Fn::GetAtt` of the objects: ARN of the one queue that all pipes of the bucket share. */
export interface ObjectsAttributes {
  readonly notificationChannel: string;
}

/**
 * Both keys, else a delete keeps what is in Snowflake: `destroy` in the environment's settings, and the database's
 * (or the integration's) own name typed at the deploy before the delete.
 */
export interface Removal {
  readonly policy: 'retain' | 'destroy';
  readonly confirmed?: string;
}

export type SetupProperties = IntegrationProperties | ObjectsProperties;

/** What both handlers answer to the provider. */
export interface SetupAnswer {
  readonly PhysicalResourceId: string;
  readonly Data?: { readonly [name: string]: string };
}

export interface SetupProgress {
  readonly IsComplete: boolean;
  /** Only where it is complete. */
  readonly Data?: { readonly [attribute in keyof (IntegrationAttributes & ObjectsAttributes)]?: string };
}
