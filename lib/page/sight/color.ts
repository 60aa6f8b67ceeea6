/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Color = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

const known = new Map<string, Color | null>();

/** Reads a computed colour. Null for colour spaces that a computed style does not give as `rgb()`, such as `oklch()`. */
export function parseColor(computed: string): Color | null {
  const before = known.get(computed);
  if (before !== undefined) return before;
  const color = parse(computed);
  known.set(computed, color);
  return color;
}

/** Every colour named in a computed value, such as the stops of a gradient. */
export function colorsIn(computed: string): (Color | null)[] {
  return (computed.match(/\b(?:rgba?|color|lab|lch|oklab|oklch)\([^)]*\)/g) ?? []).map(parseColor);
}

/** What the eye sees where `above` is painted over the opaque colour `below`. */
export function over(above: Color, below: Color): Color {
  const mix = (one: number, other: number) => one * above.alpha + other * (1 - above.alpha);
  return {
    red: mix(above.red, below.red),
    green: mix(above.green, below.green),
    blue: mix(above.blue, below.blue),
    alpha: 1,
  };
}

const contrasts = new WeakMap<Color, Map<Color, number>>();

/** The contrast of letters in the colour `above` with the opaque colour behind them, as {@link contrast} counts it. */
export function contrastOver(above: Color, below: Color): number {
  const known = contrasts.get(above) ?? new Map<Color, number>();
  contrasts.set(above, known);
  const result = known.get(below) ?? contrast(over(above, below), below);
  known.set(below, result);
  return result;
}

/** The contrast ratio of WCAG 2 between two opaque colours: 1 for equal ones, 21 for black on white. */
function contrast(one: Color, other: Color): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance({ red, green, blue }: Color): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function parse(computed: string): Color | null {
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+))?\s*\)$/.exec(computed);
  const srgb = /^color\(srgb\s+([\d.e-]+)\s+([\d.e-]+)\s+([\d.e-]+)(?:\s*\/\s*([\d.e-]+))?\)$/.exec(computed);
  const parts = rgb ?? srgb;
  if (!parts) return null;
  const scale = rgb ? 1 : 255;
  const [red = 0, green = 0, blue = 0] = parts.slice(1, 4).map((part) => Number(part) * scale);
  return { red, green, blue, alpha: parts[4] === undefined ? 1 : Number(parts[4]) };
}
