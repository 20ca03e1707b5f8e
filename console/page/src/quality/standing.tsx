import type { Reconciled } from '../../../api';
import { Badge } from '../ui/surface';
import { standingOf } from './account';

/** Whether a dataset adds up, in a word. */
export function Standing({ dataset }: { readonly dataset: Reconciled }) {
  switch (standingOf(dataset)) {
    case 'adds up':
      return <Badge tone="good">yes</Badge>;
    case 'waits':
      return <Badge tone="busy">files wait</Badge>;
    case 'differs':
      return <Badge tone="bad">no</Badge>;
  }
}
