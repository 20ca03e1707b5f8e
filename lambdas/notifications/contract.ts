/** What the template gives the function that writes whom the lake's bucket notifies. Imports nothing. */

export const NOTIFICATIONS_RESOURCE = 'Custom::LakehouseNotifications';

/**
 * A bucket has one document of notifications. The rule and EventBridge are ours in it; whatever else is there stays.
 * Physical id: `<bucket>/<rule>`.
 */
export interface NotificationsProperties {
  readonly bucket: string;
  /** The rule's id in the bucket's document. */
  readonly rule: string;
  /** `bronze/`: all pipes of a bucket share one queue, and so one rule. */
  readonly prefix: string;
  /** ARN of the pipes' SQS queue, or of the SNS topic that fans out to it. */
  readonly target: string;
}

/** What the provider sends, as far as it is read. */
export interface NotificationsEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: NotificationsProperties & { readonly ServiceToken: string };
}

export interface NotificationsAnswer {
  readonly PhysicalResourceId: string;
}
