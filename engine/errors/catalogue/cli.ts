/** LH1xx: how a command was called. */
export const cli = {
  LH101: { title: 'Unknown option value', exit: 2 },
  LH102: { title: 'Unknown command or option', exit: 2 },
  LH103: { title: 'Target not available', exit: 2 },
  LH104: { title: 'No such folder', exit: 2 },
  LH105: { title: 'Unknown domain', exit: 2 },
  LH106: { title: 'Settings cannot be used', exit: 2 },
} as const;
