import { QueryClient } from '@tanstack/react-query';
import { ReadFailure } from './read';

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The live updates say what is old; asking again by time or focus would only load a warehouse.
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && error instanceof ReadFailure && (error.status === 0 || error.status >= 502),
      retryDelay: 800,
    },
  },
});
