import { createServer, type IncomingMessage } from 'node:http';

/** An alarm as CloudWatch holds it, as far as anybody here asks for it. */
export interface HeldAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly StateValue: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  /** Epoch seconds. */
  readonly StateTransitionedTimestamp: number;
  readonly ActionsEnabled?: boolean;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
}

export interface HeldPoint {
  readonly metric: string;
  /** Epoch seconds. */
  readonly at: number;
  readonly value: number;
}

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string } };
}

interface Request {
  readonly AlarmNamePrefix?: string;
  readonly NextToken?: string;
  readonly MetricDataQueries?: readonly Query[];
  readonly StartTime?: number;
  readonly EndTime?: number;
}

/** As many as a page has: far fewer than CloudWatch's, so that a reader who stops at the first one is found out. */
const PAGE = 2;

/**
 * CloudWatch's side of its SDK client's protocol (AWS JSON 1.0), for what the command line asks: alarms by prefix in
 * pages, data of metrics in a span of time. It evaluates nothing.
 */
export async function cloudWatchStandIn(
  alarms: readonly HeldAlarm[],
  points: readonly HeldPoint[] = [],
): Promise<{ readonly endpoint: string; readonly calls: string[]; close(): Promise<void> }> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
    });
  });

  async function answer(request: IncomingMessage): Promise<object> {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(operation);
    const asked = await bodyOf(request);
    return operation === 'DescribeAlarms' ? describe(asked) : data(asked);
  }

  function describe({ AlarmNamePrefix = '', NextToken = '0' }: Request): object {
    const matching = alarms.filter(({ AlarmName }) => AlarmName.startsWith(AlarmNamePrefix));
    const from = Number(NextToken);
    const next = from + PAGE;
    return {
      MetricAlarms: matching.slice(from, next),
      ...(next < matching.length ? { NextToken: String(next) } : {}),
    };
  }

  function data({ MetricDataQueries = [], StartTime = 0, EndTime = 0 }: Request): object {
    return {
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
        const found = points
          .filter(
            ({ metric, at }) => metric === MetricStat.Metric.MetricName && at >= StartTime && at < EndTime,
          )
          .sort((one, other) => other.at - one.at);
        return {
          Id,
          StatusCode: 'Complete',
          Timestamps: found.map(({ at }) => at),
          Values: found.map(({ value }) => value),
        };
      }),
    };
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Request;
}
