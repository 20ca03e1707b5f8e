import type { DesiredLanding } from './desired';
import type { ObservedLanding } from './observed';
import { planObjects, planSchemas } from './plan';

export interface Change {
  /** What a deploy would do, for a person. */
  readonly what: string;
  readonly sql: string;
}

/** What a deploy would do, in its order; nothing where it would only read. Pure. */
export function explainLanding(desired: DesiredLanding, observed: ObservedLanding): readonly Change[] {
  const steps = [...planSchemas(desired, observed), ...planObjects(desired, observed)];
  return [
    ...steps.map(({ kind, name, role, sql }) => ({ what: `${kind} ${name}, as role ${role}`, sql })),
    ...desired.pipes.flatMap(({ name, definition, create }): readonly Change[] => {
      const pipe = observed.pipes.get(name);
      if (!pipe) return [{ what: `pipe ${name} is made`, sql: create({ definition }, false) }];
      if (pipe.mark?.refreshAfter !== undefined)
        return [
          {
            what: `pipe ${name} was replaced and catches up with what came since ${pipe.mark.refreshAfter}`,
            sql: `ALTER PIPE ${name} REFRESH`,
          },
        ];
      if (pipe.mark?.definition === definition) return [];
      const queued = pipe.status === undefined ? '' : `, ${pipe.status.pendingFiles} of which wait now`;
      return [
        {
          what: `pipe ${name} is changed: its queued files are loaded${queued}, it is paused for a minute, replaced, and given what came meanwhile`,
          sql: create({ definition }, true),
        },
      ];
    }),
  ];
}
