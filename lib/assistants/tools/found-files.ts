import type { FileCitation, FileSearchResult, RunStep } from '../objects.ts';

/** What a run's file searches have found. */
export type FoundFiles = {
  /** How many searches there were. */
  searches: number;
  /** File ids by marker, such as `【2:0†source】`: the first result of the third search. */
  readonly files: Map<string, string>;
};

/** As the hosted API wrote them; models like to put a file's name behind the dagger. */
const MARKER = /【(\d+:\d+)†[^】]*】/g;

/** Numbers one more search, and gives each of its results the marker to cite it with. */
export function addSearch<Found extends { readonly file_id: string }>(
  found: FoundFiles,
  search: number,
  results: readonly Found[],
): readonly (Found & { readonly marker: string })[] {
  return results.map((result, index) => {
    const marker = `【${search}:${index}†source】`;
    found.files.set(marker, result.file_id);
    return { ...result, marker };
  });
}

/** What the steps of a run say that it has found, for a run that is taken up again. */
export async function foundIn(steps: AsyncIterable<RunStep> | readonly RunStep[]): Promise<FoundFiles> {
  const found: FoundFiles = { searches: 0, files: new Map() };
  for await (const { step_details, local } of steps) {
    // What a server found in its own stores is not numbered, and its files are not ours.
    if (step_details.type !== 'tool_calls' || local.calls === undefined) continue;
    for (const call of step_details.tool_calls)
      if (call.type === 'file_search')
        addSearch<FileSearchResult>(found, found.searches++, call.file_search.results ?? []);
  }
  return found;
}

/** The markers of an answer that stand for what a file search has found; a marker that stands for nothing gets no annotation. */
export function citeFoundFiles(text: string, { files }: FoundFiles): FileCitation[] {
  return [...text.matchAll(MARKER)].flatMap((match) => {
    const file_id = files.get(`【${match[1]}†source】`);
    if (file_id === undefined) return [];
    const end_index = match.index + match[0].length;
    return [{ type: 'file_citation', text: match[0], start_index: match.index, end_index, file_citation: { file_id } }];
  });
}

/** The text without such markers: their numbers count through the searches of one run. */
export function stripFoundMarkers(text: string): string {
  return text.replace(MARKER, '');
}
