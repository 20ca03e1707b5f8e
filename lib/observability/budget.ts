import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { prefixOf } from '../../lambdas/deployment/contract';
import type { Settings } from '../settings';

export interface BudgetProps {
  readonly settings: Settings;
  readonly topic: ITopic;
}

/**
 * What AWS costs a month, over all that carries our tags. Tags count from the day on which they are activated for cost
 * allocation, in the account that pays: until then the budget sees nothing.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { settings, topic }: BudgetProps) {
    super(scope, id);
    const subscribers = [{ subscriptionType: 'SNS', address: topic.topicArn }];
    const when = (
      notificationType: 'ACTUAL' | 'FORECASTED',
      threshold: number,
    ): CfnBudget.NotificationWithSubscribersProperty => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold },
      subscribers,
    });
    new CfnBudget(this, 'Monthly', {
      budget: {
        budgetName: `${prefixOf(settings.env)}-monthly`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: settings.budgets.dollarsPerMonth, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:Environment$${settings.env}`] },
      },
      // Percent of the limit: in time to act, and when it will be missed as things go on.
      notificationsWithSubscribers: [when('ACTUAL', 80), when('FORECASTED', 100)],
    });
  }
}
