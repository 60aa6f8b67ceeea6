/** Characters that arrive at once, as a token or two do. */
const CHUNK = 8;

/** An answer as models write long ones, in all that Markdown has; 7.2 kB each time. */
export function longAnswer(copies = 1): string {
  return Array.from({ length: copies }, (_, index) => part(index + 1)).join('\n\n');
}

export function chunksOf(text: string): string[] {
  return text.match(new RegExp(`[^]{1,${CHUNK}}`, 'g')) ?? [];
}

const SECTIONS = 7;

function part(copy: number): string {
  return Array.from({ length: SECTIONS }, (_, index) => section(copy, index + 1)).join('\n\n');
}

function section(copy: number, number: number): string {
  const marker = number * 3;
  return `## ${copy}.${number} How the lamp reaches the horizon

A lens of order **${number}** gathers the light of a small flame and *bends* it towards the horizon, so that little of it is lost in
the sky or on the rocks.【${marker}】 The keeper winds the clockwork every ${number + 2} hours; see [the log of 18${20 + number}](https://example.org/log/${number}?page=${copy})
and the remarks in \`lens-${number}.txt\` before anything is moved.【${marker + 1}, ${marker + 2}】

1. Clean the glass with soft leather, from the middle outwards.
2. Trim the wick until it burns **without smoke**.
   - Never use salt water.
   - Wait until the glass is cool.
3. Note the hour, the wind and the oil that was used.

| Order | Focal length | Range | Place |
|:------|-------------:|------:|-------|
| ${number} | ${920 - number * 100} mm | ${40 - number * 3} km | capes and headlands |
| ${number + 1} | ${820 - number * 100} mm | ${37 - number * 3} km | harbour mouths |

\`\`\`python
def candela(flame: float, order: int = ${number}) -> float:
    """What reaches a ship, by the keeper's own rule of thumb."""
    return flame * 1000 / (order ** 2)
\`\`\`

> The beam was seen from **${40 - number * 3} kilometres**, which nobody had believed.【${marker}】`;
}
