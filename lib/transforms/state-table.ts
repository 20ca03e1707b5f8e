import { AttributeType, BillingMode, Table, TableEncryption, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Removal } from '../constructs/removal';
import type { Settings } from '../settings';

export interface StateTableProps {
  readonly settings: Settings;
  readonly removal: Removal;
}

/** State, lock and history of runs, or the table of them that an earlier deploy retained. Keys: engine/store/dynamodb. */
export function stateTable(scope: Construct, { settings, removal }: StateTableProps): ITable {
  if (settings.adopt.stateTable !== undefined)
    return Table.fromTableName(scope, 'State', settings.adopt.stateTable);
  // The CDK's own types do not hold under exactOptionalPropertyTypes.
  return new Table(scope, 'State', {
    partitionKey: { name: 'space', type: AttributeType.STRING },
    sortKey: { name: 'key', type: AttributeType.STRING },
    timeToLiveAttribute: 'expires',
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // Beside the policy, which keeps it when the stack goes: nobody deletes it by hand in passing.
    deletionProtection: removal.policy === 'retain',
    removalPolicy: removal.ofData,
  }) as ITable;
}

/** What engine/store/dynamodb asks of the table, and nothing else: no scan, no stream. */
export function grantState(table: ITable, grantee: IGrantable): void {
  table.grant(
    grantee,
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'dynamodb:BatchWriteItem',
  );
}
