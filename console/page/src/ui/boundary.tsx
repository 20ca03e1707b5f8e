import { Component, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Failed } from './states';

interface CatcherProps {
  readonly at: string;
  readonly children: ReactNode;
}

interface CatcherState {
  readonly error?: unknown;
}

/** What goes wrong in a page is told in its place, beside the way to all others; without it React empties the window. */
export function Boundary({ children }: { readonly children: ReactNode }) {
  const [at] = useLocation();
  return <Catcher at={at}>{children}</Catcher>;
}

class Catcher extends Component<CatcherProps, CatcherState> {
  override state: CatcherState = {};

  static getDerivedStateFromError(error: unknown): CatcherState {
    return { error };
  }

  override componentDidUpdate({ at }: CatcherProps): void {
    if (at !== this.props.at && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <Failed
        error={this.state.error}
        retry={() => {
          // A file that could not be fetched is not asked for again by the same document.
          window.location.reload();
        }}
      />
    );
  }
}
