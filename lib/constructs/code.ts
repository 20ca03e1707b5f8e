import { Code } from 'aws-cdk-lib/aws-lambda';

/** Where a function's code comes from: its bundle, or in template tests something that costs no time. */
export type CodeOf = (functionName: string) => Code;
