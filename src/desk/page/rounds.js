// The rounds in the folder: choosing one, beginning one, publishing the one that is open.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { markFields } from './check-marks.js';
import { openRemark } from './checks.js';
import { leaveRound, openRound, standing } from './connection.js';
import { desk, draw, drawWith, redraw } from './desk-state.js';
import { askForRound, askToPublish } from './dialogs.js';
import { announce, notice, state } from './frame.js';
import { fetchCheck, fetchFolder, postPublish, postRound } from './requests.js';

export function startRounds() {
  drawWith('folder', showFolder);
  drawWith('around', () => {
    /** @type {HTMLButtonElement} */ (byId('publish')).hidden = desk.saving?.round.head.draft !== 'true';
  });
  byId('rounds').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.value && target.value !== desk.saving?.round.id)
      void openRound(target.value);
  });
  byId('new-round').addEventListener('click', () => askForRound(beginRound));
  byId('publish').addEventListener('click', () => void publish());
  window.addEventListener('hashchange', () => {
    const id = location.hash.slice(1);
    if (id !== desk.saving?.round.id && desk.folder.rounds.some((round) => round.id === id))
      void openRound(id);
  });
}

function showFolder() {
  const select = /** @type {HTMLSelectElement} */ (byId('rounds'));
  const own = select.value;
  const { rounds, hasPreview } = desk.folder;
  const drafts = rounds.filter(({ isDraft }) => isDraft);
  const others = rounds.filter(({ isDraft }) => !isDraft).toReversed();
  const options = (/** @type {typeof drafts} */ some) =>
    some.map(({ id, title, date }) => new Option(date === '' ? title : `${title}, ${date}`, id));
  const group = (/** @type {string} */ label, /** @type {typeof drafts} */ some) => {
    const box = element('optgroup', '', ...options(some));
    box.label = label;
    return some.length === 0 ? [] : [box];
  };
  const choose = new Option('Choose a round', '');
  choose.hidden = true;
  select.replaceChildren(choose, ...group('Drafts', drafts), ...group('Published', others));
  select.value = desk.saving?.round.id ?? own;
  byId('preview').hidden = !hasPreview;
}

/** Before any round is open. */
export function welcome() {
  leaveRound();
  byId('desk').hidden = true;
  const box = byId('welcome');
  box.hidden = false;
  document.body.classList.add('no-round');
  const begin = pressable('main', () => askForRound(beginRound), 'Begin a round');
  const dim = (/** @type {string} */ text) => element('p', 'dim', text);
  box.replaceChildren(
    element('h2', '', 'From an article to a round that readers can ask for'),
    element(
      'ol',
      '',
      element('li', '', 'Begin a round: the place and the day of the talks.'),
      element('li', '', 'Add an article. Its text is numbered and stands on the left.'),
      element('li', '', 'Say who was there: a delegation for each side, with the words that prove it.'),
      element(
        'li',
        '',
        'Select the words that prove something, and write the point in your own words. What is wrong is said beside each field.',
      ),
      element('li', '', 'Translate what you wrote, see each message as readers get it, and publish.'),
    ),
    element('p', '', begin),
    ...(desk.folder.rounds.length > 0
      ? [dim('No round is a draft at the moment. To look at a published one, choose it above.')]
      : []),
    ...(desk.folder.archive === undefined
      ? [
          dim(
            'There is no folder for the texts of articles yet; the desk says how to make one when you add the first.',
          ),
        ]
      : []),
  );
  begin.focus();
  state('');
}

/** @param {string} place @param {string} date */
async function beginRound(place, date) {
  const { id } = await postRound(place, date);
  desk.folder = await fetchFolder(desk.folder);
  await openRound(id);
  announce('The round is begun.');
}

async function publish() {
  if (!desk.saving) return;
  await desk.saving.flush();
  const checked = await fetchCheck(desk.saving.round.id).catch(() => undefined);
  if (checked) desk.remarks = checked.remarks;
  markFields(desk.remarks, desk.open, desk.folder);
  askToPublish(openRemark, async (at) => {
    if (!desk.saving) return;
    const { saving } = desk;
    const { id, version } = saving.round;
    const now = await saving.alone(() => postPublish(id, { version, ...(at ? { at } : {}) }));
    redraw();
    desk.folder = await fetchFolder(desk.folder);
    draw('folder');
    state(standing(now));
    notice(
      at
        ? 'The round waits for its time. The preview shows it already.'
        : `Published. Ask for it in the preview${desk.command ? ` with ${desk.command}` : ''}. For the bot: commit the files, and put them into its CONTENT_DIR.`,
      desk.folder.hasPreview ? { 'Open the preview': () => window.open('/', '_blank', 'noopener') } : {},
    );
  });
}
