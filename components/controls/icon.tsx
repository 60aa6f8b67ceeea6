/** Drawn on a 16 px grid with a 1.5 px line, so that one set serves every surface. */
const PATHS = {
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  attach:
    'M10.5 4.2 5.2 9.5a1.25 1.25 0 0 0 1.8 1.8l5.3-5.3a2.5 2.5 0 0 0-3.6-3.6L3.4 7.7a3.75 3.75 0 0 0 5.3 5.3l5.3-5.3',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  camera:
    'M2 5.5a1 1 0 0 1 1-1h2L6.25 3h3.5L11 4.5h2a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1ZM10.25 8.5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0Z',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M7 6h5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM3 9.5V4a1 1 0 0 1 1-1h5.5',
  down: 'M8 3v9.5M4 8.5l4 4 4-4',
  edit: 'M3 13l.8-3.2L11 2.6l2.4 2.4L6.2 12.2ZM9.5 4.1l2.4 2.4',
  file: 'M9 2H4.5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.5L9 2ZM9 2v3.5h3.5M5.75 8.5h4.5M5.75 11h3',
  forward: 'M6 3.5 10.5 8 6 12.5',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a2.9 2.9 0 0 1 4.5 4.2L11 9M9 11.5l-1.2 1.2a2.9 2.9 0 0 1-4.5-4.2L5 7',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  'new-thread': 'M8 3v10M3 8h10',
  page: 'M9 2H4.5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.5L9 2ZM9 2v3.5h3.5',
  panel: 'M3 3h10a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM10 3v10',
  prompts: 'M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM9.5 5l-3 6',
  pin: 'M8 10v4M4.5 10h7L10 7V2.5H6V7ZM5 2.5h6',
  remove: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.5 9h6l.5-9M6.75 7v4M9.25 7v4',
  search: 'M10.5 10.5 14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z',
  selection: 'M3 3.5v9M6.5 5H13M6.5 8H13M6.5 11H10',
  send: 'M8 13V3.5M4 7.5l4-4 4 4',
  settings:
    'M2 5h6.5M12 5h2M2 11h2M7.5 11H14M12 5a1.75 1.75 0 1 1-3.5 0A1.75 1.75 0 0 1 12 5ZM7.5 11A1.75 1.75 0 1 1 4 11a1.75 1.75 0 0 1 3.5 0Z',
  speak: 'M2.5 6v4H5l3.5 3V3L5 6ZM10.5 6a3 3 0 0 1 0 4M12.3 4.2a5.5 5.5 0 0 1 0 7.6',
  stop: 'M4.5 4.5h7v7h-7z',
  threads:
    'M4 1.5v2M4 6.5v3M4 12.5v2M5.5 5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0ZM5.5 11a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0ZM8.5 5H14M8.5 11H14',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the control around it carries the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
