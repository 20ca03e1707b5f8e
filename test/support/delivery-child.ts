import { join } from 'node:path';
import { keepInLake } from '../../engine/stream/undelivered';
import { openDelivery } from '../../local/delivery';
import { directoryLake } from '../../local/lake/directory';

/**
 * Puts numbered lines into the delivery of the home given as the first argument, from the number given as the second,
 * and says which were accepted: a process that a test can kill.
 */
async function main(home: string, from: number): Promise<void> {
  const clock = (): Date => new Date();
  const lake = directoryLake({ root: join(home, 'lake') });
  const delivery = await openDelivery({
    ...{ lake, clock, keep: keepInLake(lake, clock) },
    spool: join(home, 'delivery'),
    bufferBytes: 4000,
  });
  for (let batch = from; batch < from + 40; batch++) {
    const lines = Array.from({ length: 50 }, (_, index) => `{"batch":${batch},"line":${index}}`);
    await delivery.put(lines.map((data) => ({ data, partitionKey: String(batch) })));
    process.stdout.write(`accepted ${batch}\n`);
  }
  await delivery.close();
  process.stdout.write('done\n');
}

main(process.argv[2] ?? '', Number(process.argv[3])).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
