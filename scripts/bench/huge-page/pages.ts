/** Made-up pages of at least 100,000 nodes, one for each way in which pages get that large. */
export const HUGE_PAGES: Readonly<Record<string, () => string>> = {
  'a long text': () => page(times(16_700, paragraph).join('\n')),
  'a long thread': () => page(`<div class="thread">${times(9_100, comment).join('')}</div>`),
  'a long list': () => page(`<ul>${times(16_700, item).join('')}</ul>`),
  'a large table': () => page(`<table>${head()}<tbody>${times(5_000, row).join('')}</tbody></table>`),
  'a long listing': () => page(`<pre><code>${times(20_000, line).join('\n')}</code></pre>`),
};

const times = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));

const page = (main: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbours</title><style>
.comment { margin: 8px } .depth3 { margin-left: 40px } .folded { display: none } .k { color: #06c } td { padding: 2px }
</style></head><body><nav><a href="/">Home</a> <a href="/all">All harbours</a></nav><main><h1>Harbours</h1>${main}</main>
<footer>Made up for a measurement.</footer></body></html>`;

const paragraph = (index: number): string =>
  `<p id="p${index}" class="c${index % 9}">Paragraph ${index} speaks of boats, of the weather and of the <a href="/fish/${index}">price of fish</a> at
the quay, day after day, and puts some <b>weight</b> on every word that is said there about the tides, the wind, the lamps and the people who
wait for the last ferry while the market closes and the gulls fight over what is left of the catch.</p>`;

const comment = (index: number): string =>
  `<div class="comment depth${index % 12}"><div class="head"><a href="/user/${index}">User ${index}</a> <time>3 hours ago</time></div><div
class="body"><p>Comment ${index} says that harbours are places where people meet, and gives a long list of reasons for it.</p></div></div>`;

const item = (index: number): string =>
  `<li class="item"><a href="/harbour/${index}">Harbour ${index}</a> has ${index % 90} berths and a <em>light</em> of its own</li>`;

const head = (): string => `<thead><tr>${times(10, (column) => `<th>Column ${column}</th>`).join('')}</tr></thead>`;

const row = (index: number): string =>
  `<tr>${times(10, (column) => `<td>${index * column + column} boats</td>`).join('')}</tr>`;

const line = (index: number): string =>
  `<span class="k">const</span> harbour${index} = <span class="n">${index}</span>;<span class="c"> // number ${index}</span>`;
