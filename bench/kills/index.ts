import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../engine/generator/random';
import { homeLayout } from '../../local/home/layout';
import { TROUBLE } from '../events/stream';
import { measured, retireOwner } from '../lakehouse/command';
import { count, seconds, table } from '../table';
import { median } from '../translate/measure';
import { compareGold, type Compared } from './compare';
import { killed, type Victim } from './kill';

const STAGES = ['generate', 'pipe', 'build'] as const;
type Stage = (typeof STAGES)[number];
const VICTIMS: readonly Victim[] = ['the command', 'the owner', 'both'];

/** From the start of a process to where it can have done something. */
const LEAST_MS = 150;

interface Shop {
  readonly sessions: string;
  /** Each day is a shop of its own and comes by one run of the generator. */
  readonly days: number;
}

const argsOf = (stage: Stage, day: number, { sessions }: Shop): readonly string[] => {
  switch (stage) {
    case 'generate':
      return [
        ...['generate', 'events', '--sessions', sessions, '--seed', String(day)],
        ...['--start', `2026-01-0${day}`, '--trouble', TROUBLE, '--json'],
      ];
    case 'pipe':
      return ['pipe', '--json'];
    case 'build':
      return ['build', '--select', 'tag:events', '--json'];
  }
};

/**
 * Kills generate, pipe and build at random moments, some times in one home, while its data grow day by day. Then one
 * plain run of all of them, and gold has to be that of a home where nothing was killed.
 */
export async function killsBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      kills: { type: 'string', default: '100' },
      'per-home': { type: 'string', default: '5' },
      sessions: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
  });
  const shop: Shop = { sessions: values.sessions, days: Number(values['per-home']) };
  const folder = mkdtempSync(join(tmpdir(), 'lakehouse-kills-'));
  const reference = join(folder, 'undisturbed');
  const tally = new Map<string, number>();
  const bad: string[] = [];
  let [kills, homes, late] = [0, 0, 0];
  let compared: Compared | undefined;
  const started = performance.now();
  try {
    const usual = await undisturbed(reference, shop);
    print(`undisturbed: ${STAGES.map((stage) => `${stage} ${seconds(usual[stage] / 1000)}`).join(', ')}`);
    while (kills < Number(values.kills)) {
      const name = `home ${(homes += 1)}`;
      const home = join(folder, String(homes));
      const random = new Random(Number(values.seed), 'kills', homes);
      const told: string[] = [];
      for (let day = 1; day <= shop.days && kills < Number(values.kills); day++) {
        const stage = random.pick(STAGES);
        const victim = stage === 'generate' ? 'the command' : random.pick(VICTIMS);
        const after = random.int(LEAST_MS, Math.max(LEAST_MS, Math.round(usual[stage])));
        if (stage !== 'generate') await measured(home, argsOf('generate', day, shop));
        const hit = await killed(home, argsOf(stage, day, shop), victim, after);
        told.push(`${stage} day ${day}, ${victim} after ${after} ms${hit ? '' : ' (had ended)'}`);
        if (!hit) {
          late += 1;
          continue;
        }
        kills += 1;
        tally.set(`${stage}, ${victim}`, (tally.get(`${stage}, ${victim}`) ?? 0) + 1);
      }
      compared = await recovered(home, reference, shop);
      const verdict = compared.differences.map((one) => JSON.stringify(one)).join(', ');
      print(`${name}: ${told.join('; ')}: ${verdict === '' ? 'the same gold' : verdict}`);
      if (verdict !== '') bad.push(name);
      // What differs is kept to be looked at.
      else rmSync(home, { recursive: true, force: true });
    }
    print(
      table(
        ['killed', 'times'],
        [...tally].sort().map(([what, times]) => [what, count(times)]),
      ),
    );
    print(
      `${kills} kills in ${homes} homes (${late} more came after the end of the command), each home brought back by one ` +
        `plain run; ${compared?.tables ?? 0} tables of gold with ${count(compared?.rows ?? 0)} rows compared row by row; ` +
        `${homes - bad.length} homes have the same gold. ${seconds((performance.now() - started) / 1000)}, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
    if (bad.length > 0) throw new Error(`another gold in ${bad.join(', ')}, kept in ${folder}`);
  } finally {
    if (bad.length === 0) rmSync(folder, { recursive: true, force: true });
  }
}

/** Every day comes, is loaded and built by itself. @returns what each stage usually took, in milliseconds */
async function undisturbed(home: string, shop: Shop): Promise<Readonly<Record<Stage, number>>> {
  const times: Readonly<Record<Stage, number[]>> = { generate: [], pipe: [], build: [] };
  for (let day = 1; day <= shop.days; day++) {
    for (const stage of STAGES) {
      const { seconds: took } = await measured(home, argsOf(stage, day, shop));
      times[stage].push(took * 1000);
    }
  }
  await retireOwner(home);
  return { generate: median(times.generate), pipe: median(times.pipe), build: median(times.build) };
}

async function recovered(home: string, reference: string, shop: Shop): Promise<Compared> {
  for (let day = 1; day <= shop.days; day++) await measured(home, argsOf('generate', day, shop));
  await measured(home, argsOf('pipe', 1, shop));
  await measured(home, argsOf('build', 1, shop));
  await retireOwner(home);
  return compareGold(homeLayout(reference).database, homeLayout(home).database);
}
