import { useEffect } from 'react';
import { paths, type Ingest as IngestAnswer, type Reconciled } from '../../../api';
import { useLive } from '../api/live';
import { useRead } from '../api/read';
import { formatNumber } from '../ui/format';
import { Loaded, Loading } from '../ui/states';
import { Card, Page, Stat } from '../ui/surface';
import { Files } from './files';
import './ingest.css';
import { LagSteps } from './lag';
import { LakeLedger } from './lake-ledger';
import { LoadErrors } from './load-errors';
import { Pipes } from './pipes';
import { Quarantines } from './quarantines';

/** From the lake into bronze: what landed, what was loaded, and what was not. */
export function Ingest() {
  const ingest = useRead<IngestAnswer>(paths.ingest, { topic: 'arrived' });
  const reconciled = useRead<readonly Reconciled[]>(paths.reconcile, { topic: 'arrived' });
  const published = useLive().state?.published;
  const { refetch } = ingest;
  const { refetch: reconcileAgain } = reconciled;
  // Quarantines are silver's: they change with a build, when no file arrives.
  useEffect(() => {
    if (published === undefined) return;
    void refetch();
    void reconcileAgain();
  }, [published, refetch, reconcileAgain]);
  return (
    <Page
      title="Ingest"
      lead="Files and lines that land in the lake, and what of them reached bronze and silver."
    >
      <Loaded query={ingest} loading={<Loading lines={10} />}>
        {(answer) => (
          <>
            <Heads ingest={answer} />
            <Card title="How far each layer is behind the one before it">
              <LagSteps
                lag={answer.lag}
                waiting={(domain) =>
                  answer.pipes
                    .filter((pipe) => pipe.domain === domain)
                    .reduce((sum, { pending }) => sum + pending, 0)
                }
              />
            </Card>
            <div className="grid" data-columns="2">
              <Card
                title="Rows that could not be loaded"
                note="By reason, with the line as it stands in the file"
                flush
              >
                <LoadErrors
                  rejections={answer.rejections}
                  landed={answer.pipes.some(({ landed }) => landed > 0)}
                />
              </Card>
              <Card
                title="Rows in quarantine"
                note="Loaded, and set aside by a rule of silver; resolved once an accepted row has come in its place"
                flush
              >
                <Quarantines quarantines={answer.quarantines} />
              </Card>
            </div>
            <Card title="Pipes" note="One loads each dataset" flush>
              <Pipes pipes={answer.pipes} />
            </Card>
            <Card
              title="Ledger against lake"
              note="Every file of the lake is in the ledger, every row of a file in bronze"
              flush
            >
              <Loaded query={reconciled}>{(datasets) => <LakeLedger datasets={datasets} />}</Loaded>
            </Card>
            <Files pipes={answer.pipes} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Heads({ ingest: { pipes, rejections, quarantines } }: { readonly ingest: IngestAnswer }) {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const waiting = sum(pipes.map(({ pending }) => pending));
  const rejected = sum(rejections.map(({ rows }) => rows));
  const unreadable = rejections.filter(({ rows }) => rows === 0).length;
  const aside = sum(quarantines.map(({ rows }) => rows));
  const unresolved = sum(quarantines.map((one) => one.unresolved));
  return (
    <div className="grid" data-columns="4">
      <Stat
        label="Files in the lake"
        value={formatNumber(sum(pipes.map(({ landed }) => landed)))}
        note={waiting === 0 ? 'none waits' : `${formatNumber(waiting)} not loaded yet: lakehouse pipe`}
        {...(waiting > 0 ? { tone: 'warn' as const } : {})}
      />
      <Stat
        label="Rows loaded"
        value={formatNumber(sum(pipes.map(({ rowsLoaded }) => rowsLoaded)))}
        note="into bronze"
      />
      <Stat
        label="Rows that could not be loaded"
        value={formatNumber(rejected)}
        note={unreadable > 0 ? 'and files that could not be read' : 'kept with their lines'}
        {...(rejected + unreadable > 0 ? { tone: 'warn' as const } : {})}
      />
      <Stat
        label="Rows in quarantine"
        value={formatNumber(aside)}
        note={`${formatNumber(unresolved)} of them unresolved`}
        {...(unresolved > 0 ? { tone: 'warn' as const } : {})}
      />
    </div>
  );
}
