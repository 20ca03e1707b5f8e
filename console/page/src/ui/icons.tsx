const paths = {
  home: 'M3 9.500 10 4l7 5.500M5 8.500V16h10V8.500',
  lineage: 'M4 4.500h4v4H4zM12 11.500h4v4h-4zM12 4.500h4v4h-4zM8 6.500h4M8 6.500c3 0 1 7 4 7',
  runs: 'M3.500 5h7M6.500 10h8M9.500 15h7',
  ingest: 'M10 3v9M6.500 9l3.500 3.500L13.500 9M3.500 14v2.500h13V14',
  quality: 'M10 3 4 5.500V10c0 3.500 2.500 5.800 6 7 3.500-1.200 6-3.500 6-7V5.500zM7.500 10l2 2 3.500-4',
  chart: 'M3.500 16.500h13M6 13.500v-4M10 13.500v-8M14 13.500v-6',
  search: 'M9 14.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11M13 13l4 4',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7V3.500h9.500V13H13M3.500 7H13v9.500H3.500z',
  download: 'M10 3v9M6.500 9l3.500 3.500L13.500 9M4 16.500h12',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M10 2v2M10 16v2M2 10h2M16 10h2M4.300 4.300l1.400 1.400M14.300 14.300l1.400 1.400M15.700 4.300l-1.400 1.400M5.700 14.300l-1.400 1.400',
  moon: 'M16 11.800A6.500 6.500 0 0 1 8.200 4 6.500 6.500 0 1 0 16 11.800z',
  system: 'M3.500 4.500h13v9h-13zM7 16.500h6',
  play: 'M6.500 4.500v11l9-5.500z',
  right: 'M8 5l5 5-5 5',
  down: 'M5 8l5 5 5-5',
  list: 'M7 5h9.500M7 10h9.500M7 15h9.500M3.500 5h.010M3.500 10h.010M3.500 15h.010',
  external: 'M8 4.500H4.500v11h11V12M11 3.500h5.500V9M16.500 3.500 9.500 10.500',
  alert: 'M10 3.500 2.500 16.500h15zM10 8v4M10 14.300h.010',
  file: 'M5 2.500h6.500L15 6v11.500H5zM11.500 2.500V6H15',
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside a word; where it stands alone, the button carries the label. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.500"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
