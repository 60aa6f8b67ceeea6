import { useMemo, useRef } from 'preact/hooks';
import type { Citation } from '../../lib/assistants/objects.ts';
import { memo } from '../controls/memo.tsx';
import { drawBlock } from './block.tsx';
import { type Block, createBlockReader } from './blocks.ts';
import type { Drawing } from './drawing.ts';
import { groupsOf, type PlacedBlock } from './groups.ts';
import { type Mark, markCitations, sameMarks } from './marks.ts';
import { outline } from './outline.ts';

export type MarkdownProps = {
  readonly text: string;
  /** False while more may come. */
  readonly ended: boolean;
  readonly citations: readonly Citation[];
  readonly read?: Drawing['read'];
  readonly actions: Drawing['actions'];
};

/** An answer. While it grows, only its last block is read and drawn again. */
export function Markdown({ text, ended, citations, read: pages = NO_PAGES, actions }: MarkdownProps) {
  const read = useMemo(createBlockReader, []);
  const blocks = useMemo(() => read(text, ended), [read, text, ended]);
  const marks = useStableMarks(useMemo(() => markCitations(blocks, citations, ended), [blocks, citations, ended]));
  const levels = useMemo(() => outline(blocks), [blocks]);
  const groups = useRef<readonly (readonly PlacedBlock[])[]>([]);
  const placed = blocks.map((block, index) => ({ block, level: levels[index] ?? 2, marks: marks[index] ?? NONE }));
  groups.current = groupsOf(groups.current, placed);
  return (
    <div class="markdown">
      {groups.current.map((group, index) => (
        <BlockGroup key={index} group={group} read={pages} actions={actions} />
      ))}
    </div>
  );
}

const NONE: readonly Mark[] = [];
const NO_PAGES: Drawing['read'] = [];

type GroupProps = Pick<Drawing, 'read' | 'actions'> & { readonly group: readonly PlacedBlock[] };

const BlockGroup = memo(function BlockGroup({ group, read, actions }: GroupProps) {
  return (
    <>
      {group.map(({ block, level, marks }, index) => (
        <MarkdownBlock
          key={index}
          block={block}
          open={block.open}
          level={level}
          marks={marks}
          read={read}
          actions={actions}
        />
      ))}
    </>
  );
});

const MarkdownBlock = memo(function MarkdownBlock({ block, ...drawing }: Drawing & { readonly block: Block }) {
  return <>{drawBlock(block.token, drawing)}</>;
});

/** Gives back the list from before for each block whose marks draw the same, so that the block is left alone. */
function useStableMarks(marks: readonly (readonly Mark[])[]): readonly (readonly Mark[])[] {
  const before = useRef<readonly (readonly Mark[])[]>([]);
  before.current = marks.map((list, index) => {
    const old = before.current[index];
    return old !== undefined && sameMarks(old, list) ? old : list;
  });
  return before.current;
}
