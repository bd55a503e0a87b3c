// The signs on the buttons of the bar, drawn so that they look alike everywhere.
const PATHS = {
  play: 'M5 3.2v9.6l8-4.8z',
  pause: 'M4.2 3.4h2.6v9.2H4.2zM9.2 3.4h2.6v9.2H9.2z',
  previous: 'M10.6 3.6 6.2 8l4.4 4.4-1.2 1.2L3.8 8l5.6-5.6z',
  next: 'M5.4 3.6 9.8 8l-4.4 4.4 1.2 1.2L12.2 8 6.6 2.4z',
  previousMove: 'M3.2 3.2h1.6v9.6H3.2zM12.4 3.2v9.6L5.6 8z',
  nextMove: 'M11.2 3.2h1.6v9.6h-1.6zM3.6 3.2v9.6L10.4 8z',
} as const;

export const Sign = ({ of }: { of: keyof typeof PATHS }) => (
  <svg className="sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[of]} />
  </svg>
);
