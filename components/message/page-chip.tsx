import { t } from '../../lib/i18n/index.ts';
import type { PageKind } from '../../lib/page/snapshot.ts';
import type { PreviewOf } from '../../lib/panel/composer/along-model.ts';
import type { AttachmentView } from '../../lib/panel/model.ts';
import { formatWhen } from '../controls/format-when.ts';
import { Icon, type IconName } from '../controls/icon.tsx';
import { safeLink } from '../markdown/safe-link.ts';

type Props = {
  readonly page: AttachmentView;
  /** When it went with its question, in unix milliseconds. */
  readonly at: number;
  readonly onOpen: (url: string) => void;
  /** Shows a file of the user's own, which no link leads to. */
  readonly onPreview: (what: PreviewOf) => void;
};

const ICONS: Readonly<Partial<Record<PageKind, IconName>>> = { selection: 'selection', file: 'file' };

/** The page that went with a question. A page that no link may lead to (a local file) is named only. */
export function PageChip({ page, at, onOpen, onPreview }: Props) {
  const link = safeLink(page.url);
  const name = page.title === '' ? page.url : page.title;
  const content = (
    <>
      <Icon name={ICONS[page.kind] ?? 'page'} />
      <span dir="auto">{name}</span>
      {page.changed && <em>{t('page_changed', formatWhen(at))}</em>}
    </>
  );
  if (page.kind === 'file') {
    const show = () => onPreview({ type: 'file', file_id: page.file_id, title: name });
    return (
      <button type="button" class="page-chip" title={t('along_show', name)} onClick={show}>
        {content}
      </button>
    );
  }
  if (link === null) return <p class="page-chip">{content}</p>;
  return (
    <button type="button" class="page-chip" title={t('page_read', name, link.host)} onClick={() => onOpen(link.url)}>
      {content}
    </button>
  );
}
