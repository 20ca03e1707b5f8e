import type { RunResult } from '../../engine/run';
import type { LayerRows } from '../../local/inspection';
import type { Io } from '../io';
import { bytes, count, duration } from '../output/amount';
import { table } from '../output/answer';
import { summaryOf } from '../output/run-progress';
import type { EventsReport } from './generate-events';

export interface Summary {
  readonly home: string;
  readonly files: { readonly generated: number; readonly bytes: number; readonly uploaded: number };
  readonly events: EventsReport;
  readonly layers: readonly LayerRows[];
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly stage: string;
  readonly milliseconds: number;
}

export function printSummary(
  { home, files, events, layers, stages }: Summary,
  result: RunResult,
  io: Io,
): void {
  const { width } = io.out;
  const { total: lines } = events.books.lines;
  const objects = events.objects.written + events.objects.existing;
  const spent = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  io.out.write(
    [
      `\n${count(files.generated, 'file')} (${bytes(files.bytes)}) generated, ${files.uploaded} of them new to the lake`,
      `${count(lines, 'line')} of events streamed in ${count(objects, 'object')}, ${events.objects.written} of them new to the lake`,
      summaryOf(result),
      '',
      table(
        ['domain', 'layer', 'relations', 'rows'],
        layers.map((one) => [one.domain, one.layer, one.relations, one.rows]),
        width,
      ),
      table(
        ['stage', 'time'],
        [...stages, { stage: 'together', milliseconds: spent }].map((one) => [
          one.stage,
          duration(one.milliseconds),
        ]),
        width,
      ),
      `Everything lies in ${home}. Where to look next:`,
      ...[
        'query "select * from gold_olist.daily_sales_summary order by 1 desc limit 7"',
        'query "select * from gold_olist.top_customers order by 1 limit 5"',
        'query "select customer_segment, count(*) from gold_crm_erp.report_customers group by 1"',
        'query "select country, sales, sales_amount from gold_retail.sales_by_country order by 3 desc limit 5"',
        'query "select hour_at, sum(sessions), sum(order_sessions) from gold_events.funnel_hourly group by 1 order by 1"',
        'status',
        'reconcile',
        'plan',
      ].map((command) => `  npx lakehouse ${command}`),
      '',
    ].join('\n'),
  );
}
