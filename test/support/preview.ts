// The whole preview on a free port, saying nothing.

import { createLogger } from '../../src/ops/log.ts';
import { readSettings } from '../../src/ops/settings.ts';
import { createPreview, type Preview } from '../../src/preview/preview.ts';
import { loadedContent } from './loaded-content.ts';

/** @param contentDir the bot's own content when absent */
export async function startPreview(contentDir?: string): Promise<{ preview: Preview; url: string }> {
  const content = contentDir === undefined ? {} : { CONTENT_DIR: contentDir };
  const settings = readSettings({ PORT: '0', DATABASE_URL: ':memory:', ...content }, { readFile: () => '' });
  const loaded = await loadedContent(settings.contentDir, true);
  const logger = createLogger({ level: 'fatal', secrets: [] });
  const preview = createPreview(settings, logger, loaded ? { loaded } : {});
  const { url } = await preview.start();
  return { preview, url };
}
