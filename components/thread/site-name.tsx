import { t } from '../../lib/i18n/index.ts';
import type { TabState } from '../../lib/panel/model.ts';

/** The site a thread belongs to, over the title of the page beside it. */
export function SiteName({ tab }: { readonly tab: TabState }) {
  return (
    <div class="site">
      <h1>
        <bdi>{siteName(tab)}</bdi>
      </h1>
      {'title' in tab && tab.title !== '' && (
        <p title={tab.title}>
          <bdi>{tab.title}</bdi>
        </p>
      )}
    </div>
  );
}

function siteName(tab: TabState): string {
  switch (tab.status) {
    case 'loading':
      return t('tab_loading');
    case 'not-granted':
      return t('this_tab');
    case 'unreadable':
    case 'ready':
      return tab.site;
  }
}
