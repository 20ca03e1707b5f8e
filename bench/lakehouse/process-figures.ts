import { readFileSync, writeFileSync } from 'node:fs';

/** What Linux knows of a process; elsewhere, and of a process that has ended, nothing. */
export interface ProcessFigures {
  /** The most memory that it held at once, in bytes. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

/** Ticks a second of the times in /proc, USER_HZ: the same on every Linux. */
const TICKS = 100;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function processFigures(pid: number): ProcessFigures | undefined {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (peak === undefined) return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in brackets, may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      peakBytes: Number(peak) * 1024,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    };
  } catch {
    return undefined;
  }
}

/** From here on the peak is that of what follows. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // no Linux, or the process has ended
  }
}
