import { useState, type ReactNode } from 'react';
import { Icon } from '../ui/icons';

interface ReasonProps {
  readonly reason: string;
  /** Whose rows they are. */
  readonly of: string;
  readonly count: ReactNode;
  /** Read and shown once it is opened. */
  readonly children: () => ReactNode;
}

/** Why rows are not in gold: how many, and on demand which. */
export function Reason({ reason, of, count, children }: ReasonProps) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <button
        type="button"
        className="reason"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name={open ? 'down' : 'right'} size={14} />
        <span>
          <strong>{reason}</strong>
          <span className="muted">{of}</span>
        </span>
        <span className="reason-count">{count}</span>
      </button>
      {open ? children() : null}
    </li>
  );
}
