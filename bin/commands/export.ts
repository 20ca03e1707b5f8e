import { resolve } from 'node:path';
import { exportTables, type ExportFormat } from '../../local/export';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { bytes, count } from '../output/amount';
import { printReport, table } from '../output/answer';
import { LiveLines } from '../output/live';
import { workspaceOptions } from './workspace-options';

export interface ExportCommandOptions extends SelectionOptions {
  readonly out: string;
  readonly format: ExportFormat;
}

/** The tables of gold, or those that are selected, as files. */
export function exportGold(options: GlobalOptions & ExportCommandOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const { local, home } = opened;
    const selected = selectNodes(local, home.layout, options);
    const all = options.select.length === 0;
    const relations = local.project.models
      .filter(({ uniqueId, config }) => selected.has(uniqueId) && config.materialized !== 'ephemeral')
      .map(({ uniqueId }) => local.compiler.relation(uniqueId))
      .filter(({ schema }) => !all || schema.startsWith('GOLD_'));
    const signal = io.interruption();
    let line = '';
    const live = new LiveLines(io.err, () => [line]);
    try {
      const tables = await exportTables({
        ...{
          warehouse: home.warehouse,
          relations,
          directory: resolve(options.out),
          format: options.format,
          signal,
        },
        onProgress: (relation, done, wanted) => (line = `${done + 1}/${wanted} ${relation}`),
      });
      live.end();
      if (options.json) printReport(io, tables);
      else {
        const rows = tables.map((one) => [one.relation.toLowerCase(), one.rows, bytes(one.bytes), one.file]);
        io.out.write(table(['table', 'rows', 'size', 'file'], rows, io.out.width * 3));
        io.out.write(`${count(tables.length, 'table')}\n`);
      }
      if (tables.length === 0) io.err.write('Nothing is built yet: lakehouse build\n');
      return tables.length === 0 || signal.aborted ? 1 : 0;
    } finally {
      live.end();
    }
  });
}
