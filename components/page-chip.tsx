import { t } from '../lib/i18n/index.ts';
import type { AttachmentView } from '../lib/panel/model.ts';
import { formatWhen } from './format-when.ts';
import { Icon } from './icon.tsx';
import { safeLink } from './markdown/safe-link.ts';

type Props = {
  readonly page: AttachmentView;
  /** When it went with its question, in unix milliseconds. */
  readonly at: number;
  readonly onOpen: (url: string) => void;
};

/** The page that went with a question. A page that no link may lead to (a local file) is named only. */
export function PageChip({ page, at, onOpen }: Props) {
  const link = safeLink(page.url);
  const name = page.title === '' ? page.url : page.title;
  const content = (
    <>
      <Icon name={page.kind === 'selection' ? 'selection' : 'page'} />
      <span dir="auto">{name}</span>
      {page.changed && <em>{t('page_changed', formatWhen(at))}</em>}
    </>
  );
  if (link === null) return <p class="page-chip">{content}</p>;
  return (
    <button type="button" class="page-chip" title={t('page_read', name, link.host)} onClick={() => onOpen(link.url)}>
      {content}
    </button>
  );
}
