/** What the template gives the function that starts runs. Imports nothing. */
export const ARRIVAL_ENV = {
  /** DynamoDB table of run state. Reads `lock/`, reads and writes `arrival/`. */
  stateTable: 'STATE_TABLE',
  /** Started when it is idle (`states:StartExecution`, nothing else). */
  stateMachineArn: 'STATE_MACHINE_ARN',
} as const;

/** An object of the lake, as S3 tells EventBridge. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export interface ObjectCreated {
  readonly 'detail-type': 'Object Created';
  readonly source: 'aws.s3';
  readonly time: string;
  readonly detail: {
    readonly bucket: { readonly name: string };
    readonly object: { readonly key: string; readonly size?: number };
  };
}

/** The schedule. */
export interface StartEvent {
  readonly type: 'start';
  readonly reason: 'schedule';
}

export type ArrivalEvent = ObjectCreated | StartEvent;

export interface ArrivalResult {
  /** `domain/dataset` of the file that is waited for; null for what is no dataset's (`bronze/_canary/`). */
  readonly flagged: string | null;
  /** False where a run is under way, which takes the flag up itself. */
  readonly started: boolean;
}
