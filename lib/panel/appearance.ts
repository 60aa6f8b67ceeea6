/** How all surfaces look. */
export type Appearance = {
  readonly theme: 'system' | 'light' | 'dark';
  readonly text_size: 'small' | 'normal' | 'large' | 'largest';
  readonly density: 'comfortable' | 'compact';
};
