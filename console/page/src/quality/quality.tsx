import { useRef, useState } from 'react';
import { paths, type Quality as QualityAnswer } from '../../../api';
import { useRead } from '../api/read';
import { LagSteps } from '../ingest/lag';
import '../ingest/ingest.css';
import { formatNumber, plural } from '../ui/format';
import { Loaded, Loading } from '../ui/states';
import { Card, Page, Stat, type Tone } from '../ui/surface';
import { standingOf } from './account';
import { Accounting } from './accounting';
import { Kinds } from './kinds';
import './quality.css';
import { TestRuns } from './test-runs';
import { NO_FILTER, Tests, type TestFilter } from './tests';

/** Whether what is published can be believed: tests, freshness, and every row accounted for. */
export function Quality() {
  const quality = useRead<QualityAnswer>(paths.quality);
  const [filter, setFilter] = useState<TestFilter>(NO_FILTER);
  const list = useRef<HTMLDivElement>(null);
  const show = (wanted: Partial<TestFilter>) => {
    setFilter({ ...NO_FILTER, ...wanted });
    list.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <Page
      title="Quality"
      lead="A table is published when its tests pass. Every row that landed is accepted, set aside with a reason, or kept with its line."
    >
      <Loaded query={quality} loading={<Loading lines={10} />}>
        {(answer) => (
          <>
            <Heads quality={answer} />
            <Card title="Every row accounted for">
              <Accounting datasets={answer.reconciled} />
            </Card>
            <div className="grid" data-columns="2">
              <Card
                title="Tests by run"
                note={
                  answer.runs.length === 0
                    ? 'None yet'
                    : answer.runs.length === 1
                      ? 'The one run that tested something'
                      : `The last ${plural(answer.runs.length, 'run')} that tested something`
                }
              >
                <TestRuns runs={answer.runs} />
              </Card>
              <Card title="Tests by kind" note="As each ended last" flush>
                <Kinds
                  tests={answer.tests}
                  onChoose={(kind, domain) => {
                    show({ kind, domain });
                  }}
                />
              </Card>
            </div>
            <Card title="Freshness">
              <LagSteps
                lag={answer.freshness}
                waiting={(domain) =>
                  answer.reconciled
                    .filter((one) => one.domain === domain)
                    .reduce((sum, { filesPending }) => sum + filesPending, 0)
                }
              />
            </Card>
            <div ref={list} className="test-list">
              <Card title="Tests" flush>
                <Tests tests={answer.tests} filter={filter} onFilter={setFilter} />
              </Card>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Heads({ quality: { tests, reconciled } }: { readonly quality: QualityAnswer }) {
  const count = (...statuses: readonly string[]): number =>
    tests.filter(({ status }) => statuses.includes(status)).length;
  const failed = count('fail', 'error');
  const warned = count('warn');
  const unknown = count('never', 'skipped', 'waiting', 'running');
  const wrong = reconciled.filter((one) => standingOf(one) === 'differs').length;
  const filled = reconciled.filter(({ filesInLake, rowsInBronze }) => filesInLake + rowsInBronze > 0).length;
  const tone = (bad: number, is: Tone): { tone?: Tone } => (bad > 0 ? { tone: is } : {});
  return (
    <div className="grid" data-columns="4">
      <Stat
        label="Tests that passed"
        value={formatNumber(count('pass'))}
        note={`of ${formatNumber(tests.length)}${unknown > 0 ? `, ${formatNumber(unknown)} not run` : ''}`}
      />
      <Stat
        label="Tests that failed"
        value={formatNumber(failed)}
        note={failed === 0 ? 'nothing is held back' : 'the tables of the last good run serve on'}
        {...tone(failed, 'bad')}
      />
      <Stat
        label="Tests that warned"
        value={formatNumber(warned)}
        note="published all the same"
        {...tone(warned, 'warn')}
      />
      <Stat
        label="Datasets that add up"
        value={filled === 0 ? '–' : `${formatNumber(filled - wrong)} of ${formatNumber(filled)}`}
        note={filled === 0 ? 'no row has landed yet' : 'rows received = rows accounted for'}
        {...tone(wrong, 'bad')}
      />
    </div>
  );
}
