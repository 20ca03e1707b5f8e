import { ADVANCE_TIMEOUT_SECONDS, type AdvanceEvent } from '../../lambdas/advance/contract';

/** In the language of Amazon States, as its validators read it. */
export interface Definition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: { readonly [name: string]: { readonly Type: string; readonly [field: string]: unknown } };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html */
const SERVICE_ERRORS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
];

const AGAIN = {
  ErrorEquals: SERVICE_ERRORS,
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 8,
  MaxDelaySeconds: 60,
};
/** Snowflake or DynamoDB cannot be reached for a while: about eight minutes of patience. */
const LATER = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 15,
  BackoffRate: 2,
  MaxAttempts: 5,
  MaxDelaySeconds: 240,
};
/** Sending it again would only repeat it: `NotRetried` of lambdas/advance. */
const NOT_AGAIN = { ErrorEquals: ['NotRetried'], MaxAttempts: 0 };

/** Longer than 1,500 ticks of 45 seconds and the waits in between take. */
const LONGEST_SECONDS = 2 * 86_400;

const call = (functionArn: string, payload: { readonly [field: string]: unknown }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: functionArn, Payload: payload },
});

/**
 * One execution drives one run: it calls the function until that says that the run is over, and waits in between, which
 * costs nothing. The run itself is in the state table, so that any execution can go on with it, and none has more in its
 * payload than a few words.
 */
export function runDefinition(functionArn: string): Definition {
  const execution = { 'execution.$': '$$.Execution.Id' };
  const startOneself = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Parameters: {
      'StateMachineArn.$': '$$.StateMachine.Id',
      Input: { 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$': '$$.Execution.Id' },
    },
    ResultPath: null,
    Retry: [{ ...LATER, MaxAttempts: 3 }],
  };
  return {
    Comment: 'Drives one run of the models over what is in bronze.',
    StartAt: 'Begin',
    TimeoutSeconds: LONGEST_SECONDS,
    States: {
      Begin: { Type: 'Pass', Result: { tick: 0 }, Next: 'Advance' },
      Advance: {
        ...call(functionArn, {
          type: 'tick' satisfies AdvanceEvent['type'],
          ...execution,
          'tick.$': '$.tick',
        }),
        OutputPath: '$.Payload',
        TimeoutSeconds: ADVANCE_TIMEOUT_SECONDS + 20,
        Retry: [NOT_AGAIN, AGAIN, LATER],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'RecordFailure' }],
        Next: 'What next',
      },
      'What next': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.next', StringEquals: 'wait', Next: 'Wait' },
          { Variable: '$.next', StringEquals: 'continue', Next: 'Continue' },
        ],
        Default: 'Is there more',
      },
      Wait: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Advance' },
      // An execution's history ends at 25,000 events.
      Continue: { ...startOneself, Next: 'Succeeded' },
      'Is there more': {
        Type: 'Choice',
        Choices: [{ Variable: '$.again', BooleanEquals: true, Next: 'Start again' }],
        Default: 'How it ended',
      },
      'Start again': { ...startOneself, Next: 'How it ended' },
      'How it ended': {
        Type: 'Choice',
        Choices: [{ Variable: '$.status', StringEquals: 'error', Next: 'Run failed' }],
        Default: 'Succeeded',
      },
      Succeeded: { Type: 'Succeed' },
      'Run failed': {
        Type: 'Fail',
        Error: 'RunFailed',
        Cause:
          'Models or tests failed; what failed was not published. lakehouse status --target <environment> names them.',
      },
      RecordFailure: {
        ...call(functionArn, {
          type: 'failed' satisfies AdvanceEvent['type'],
          ...execution,
          'error.$': '$.error',
        }),
        TimeoutSeconds: ADVANCE_TIMEOUT_SECONDS + 20,
        Retry: [AGAIN],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.record', Next: 'Not driven' }],
        Next: 'Not driven',
      },
      'Not driven': {
        Type: 'Fail',
        Error: 'RunNotDriven',
        Cause:
          'The function that drives the run failed again and again. The next execution goes on where it stopped.',
      },
    },
  };
}
