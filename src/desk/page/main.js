// The desk's page: what is open, and what happens when something changes.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { startTheme } from '../../preview/page/theme.js';
import { changedPlace, HEAD_KEYS } from './changed-place.js';
import { fieldAt, markFields, mistakesIn } from './check-marks.js';
import { askForEntry, askForRound, askForSource, askToPublish, listRemarks, showKeys } from './dialogs.js';
import { fieldsOf, pathText, withoutEmpty } from './form-fields.js';
import { announce, hideNotice, nextPane, notice, remember, remembered, state, view } from './frame.js';
import {
  fetchCheck,
  fetchFolder,
  fetchMessages,
  fetchRound,
  listen,
  Outdated,
  postEntry,
  postPublish,
  postRound,
  postSource,
  postStep,
} from './requests.js';
import {
  delegationFields,
  headFields,
  idFromText,
  inOrder,
  pointFields,
  sourceFields,
} from './round-forms.js';
import { showPoints } from './round-points.js';
import { idOf, Saving } from './saving.js';
import { moveInSource, selectedWords, showSource } from './source-text.js';
import { TelegramView } from './telegram-view.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('./round-points.js').Place} Place */
/** @typedef {import('./source-text.js').Taken} Taken */

/** @type {FolderView} */
let folder;
/** @type {Saving | undefined} */
let saving;
/** @type {Place} */
let open = { list: 'head', index: 0 };
/** The entry whose form is open, as it stands in the form. @type {Record<string, any>} */
let entry = {};
let sourceIndex = 0;
/** The citation that selected words go into. */
let citation = 0;
/** @type {readonly Remark[]} */
let remarks = [];
/** @type {(() => void) | undefined} */
let stopListening;
/** The text control that has the focus, as it was then. */
let atFocus = '';

const telegram = new TelegramView(byId('messages-choice'), byId('messages'));

void start();

async function start() {
  startTheme();
  wire();
  folder = await fetchFolder().catch(() => fail());
  const named = decodeURIComponent(location.hash.slice(1)) || remembered();
  const first = folder.rounds.find(({ id }) => id === named) ?? folder.rounds.find(({ isDraft }) => isDraft);
  showFolder();
  if (first) await openRound(first.id);
  else welcome();
}

/** @returns {Promise<never>} */
function fail() {
  notice('The desk does not answer. Start it with npm run desk, and reload this page.');
  return new Promise(() => {});
}

function showFolder() {
  const select = /** @type {HTMLSelectElement} */ (byId('rounds'));
  const own = select.value;
  const drafts = folder.rounds.filter(({ isDraft }) => isDraft);
  const others = folder.rounds.filter(({ isDraft }) => !isDraft).toReversed();
  const options = (/** @type {typeof drafts} */ rounds) =>
    rounds.map(({ id, title, date }) => new Option(date === '' ? title : `${title}, ${date}`, id));
  const group = (/** @type {string} */ label, /** @type {typeof drafts} */ rounds) => {
    const box = element('optgroup', '', ...options(rounds));
    box.label = label;
    return rounds.length === 0 ? [] : [box];
  };
  const choose = new Option('Choose a round', '');
  choose.hidden = true;
  select.replaceChildren(choose, ...group('Drafts', drafts), ...group('Published', others));
  select.value = saving?.round.id ?? own;
  byId('preview').hidden = !folder.hasPreview;
}

/** Before any round is open. */
function welcome() {
  saving = undefined;
  byId('desk').hidden = true;
  const box = byId('welcome');
  box.hidden = false;
  document.body.classList.add('no-round');
  const begin = pressable('main', () => askForRound(beginRound), 'Begin a round');
  box.replaceChildren(
    element('h2', '', 'From an article to a round that readers can ask for'),
    element(
      'ol',
      '',
      element('li', '', 'Begin a round: the place and the day of the talks.'),
      element('li', '', 'Add an article. Its text is numbered and stands on the left.'),
      element(
        'li',
        '',
        'Select the words that prove something, and write the point in your own words. What is wrong is said beside each field.',
      ),
      element('li', '', 'See the message as readers get it, in each language, and publish.'),
    ),
    element('p', '', begin),
    ...(folder.rounds.length > 0
      ? [
          element(
            'p',
            'dim',
            'No round is a draft at the moment. To look at a published one, choose it above.',
          ),
        ]
      : []),
    ...(folder.archive === undefined
      ? [
          element(
            'p',
            'dim',
            'There is no folder for the texts of articles yet; the desk says how to make one when you add the first.',
          ),
        ]
      : []),
  );
  begin.focus();
  state('');
}

/** @param {string} id */
async function beginRound(id) {
  await postRound(id);
  folder = await fetchFolder();
  await openRound(id);
  announce('The round is begun.');
}

/** @param {string} id */
async function openRound(id) {
  await saving?.flush();
  stopListening?.();
  const round = await fetchRound(id).catch((/** @type {Error} */ error) => {
    notice(error.message);
    return undefined;
  });
  if (!round) return;
  saving = new Saving(round, {
    onSaved: (now) => {
      if (saving?.isBusy === false || now.points.length !== shownPoints) drawAround();
      later();
    },
    onOutdated: (_now, lost, why) => {
      redraw();
      if (lost.length === 0) return;
      notice(why, {
        'Write mine all the same': () => {
          for (const { edit, step } of lost) saving?.put(edit, step, { now: true });
          redraw();
          void saving?.flush();
        },
        'Leave it': () => {},
      });
    },
    onRefused: (why) => notice(`It was not written: ${why}`),
    onState: (now) =>
      state(
        { saving: 'Writing…', saved: 'All is written', away: 'Not written yet: the desk does not answer' }[
          now
        ],
      ),
  });
  history.replaceState(null, '', `#${id}`);
  remember(id);
  byId('welcome').hidden = true;
  byId('desk').hidden = false;
  document.body.classList.remove('no-round');
  open = { list: 'head', index: 0 };
  sourceIndex = 0;
  citation = 0;
  remarks = [];
  hideNotice();
  showFolder();
  saving.recover();
  redraw();
  state(standing(round));
  stopListening = listen(id, onEvent, (isConnected) => {
    if (isConnected) void refresh();
    else state('The desk does not answer; what you write is kept here until it does');
  });
}

/** @param {RoundView} round */
function standing({ head }) {
  if (head.draft === 'true') return 'Draft';
  return typeof head.publish === 'string' ? `Published from ${head.publish.replace('T', ', ')}` : 'Published';
}

/** @param {{ type: 'changed' } | { type: 'open', desks: number }} event */
function onEvent(event) {
  if (event.type === 'changed') void refresh();
  else byId('desks').textContent = event.desks > 1 ? `Open at ${event.desks} desks` : '';
}

/** What others have written, unless something of one's own is on its way: then its answer tells. */
async function refresh() {
  if (!saving || saving.isBusy || isAdding) return;
  const { id, version } = saving.round;
  const [now, fresh] = await Promise.all([fetchRound(id), fetchFolder()]).catch(() => []);
  if (!now || !fresh || !saving || saving.isBusy || saving.round.id !== id) return;
  // Something of one's own was written meanwhile: what was read may be older.
  if (saving.round.version !== version) return refresh();
  const hasRegistriesChanged = JSON.stringify(fresh.registries) !== JSON.stringify(folder.registries);
  folder = fresh;
  showFolder();
  saving.take(now);
  if (version === now.version && !hasRegistriesChanged) {
    later();
    return;
  }
  redraw();
  if (version !== now.version) state('Changed at another desk or by hand; this is the newer');
}

/** While something is added outside the form, news of it are no news. */
let isAdding = false;
let shownPoints = 0;

/** What was read or written elsewhere. @param {RoundView} round */
function take(round) {
  saving?.take(round);
  redraw();
}

/** Draws everything again; the focus stays where it was. */
function redraw() {
  if (!saving) return;
  const { round } = saving;
  const has = {
    head: 1,
    points: round.points.length,
    delegations: round.delegations.length,
    sources: round.sources.length,
  };
  if (open.index >= has[open.list])
    open = has.points > 0 ? { list: 'points', index: has.points - 1 } : { list: 'head', index: 0 };
  const faults = round.faults;
  byId('desk').classList.toggle('unreadable', faults.length > 0);
  if (faults.length > 0)
    notice(
      `The file is not YAML any more, so the desk waits: ${faults.join('; ')}. Correct it where it was written; the desk goes on by itself.`,
    );
  else if (byId('notice').dataset.kind === 'faults') hideNotice();
  if (faults.length > 0) byId('notice').dataset.kind = 'faults';
  drawForm();
  drawAround();
  later();
}

let isPressed = false;
let isDragged = false;
let isDrawingLate = false;

/** @param {boolean} isDown */
function press(isDown) {
  isPressed = isDown;
  // The click comes first.
  if (!isDown && isDrawingLate) setTimeout(drawAround);
}

/** All but the form, which somebody may be typing in. */
function drawAround() {
  if (!saving) return;
  // A button that is being pressed must be there when it's let go.
  isDrawingLate = isPressed;
  if (isPressed) return;
  const { round } = saving;
  shownPoints = round.points.length;
  drawSource();
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.card : undefined;
  showPoints(byId('points'), round, open, {
    onOpen: openPlace,
    onLead: setLead,
    onStar: changeLead,
    mistakesIn: (place) => mistakesIn(remarks, place).length,
    onNewDelegation: () => addEntry('delegations', { part: 'delegation', members: [] }),
    partyName: (id) =>
      String(folder.registries.parties.find((one) => one.id === id)?.name ?? (id || 'Which party?')),
  });
  if (focused) cardAt(focused)?.focus();
  /** @type {HTMLButtonElement} */ (byId('undo')).disabled = !round.canUndo;
  /** @type {HTMLButtonElement} */ (byId('redo')).disabled = !round.canRedo;
  /** @type {HTMLButtonElement} */ (byId('publish')).hidden = round.head.draft !== 'true';
}

/** @param {string} name */
function cardAt(name) {
  return /** @type {HTMLElement | null} */ (document.querySelector(`[data-card="${name}"]`));
}

function drawSource() {
  if (!saving) return;
  const { round } = saving;
  const select = /** @type {HTMLSelectElement} */ (byId('sources'));
  sourceIndex = Math.max(0, Math.min(sourceIndex, round.sources.length - 1));
  select.replaceChildren(
    ...round.sources.map(({ entry: { id, title, outlet }, of }, index) => {
      const name = `${outletName(String(outlet ?? ''))}: ${String(title ?? id)}${of ? ` (of ${of})` : ''}`;
      return new Option(name, String(index));
    }),
  );
  select.value = String(sourceIndex);
  select.hidden = round.sources.length === 0;
  const shownSource = round.sources[sourceIndex];
  byId('edit-source').hidden = shownSource === undefined || shownSource.of !== undefined;
  const source = shownSource;
  const box = byId('source-text');
  if (source?.paragraphs) {
    const passages = citationsOf(entry).map(({ passage }) => String(passage ?? ''));
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.number : undefined;
    const selection = getSelection();
    // What somebody is selecting stays selected.
    if (selection && !selection.isCollapsed && box.contains(selection.anchorNode)) return;
    showSource(box, source, { passages, onUser: openUser });
    if (focused)
      /** @type {HTMLElement | null} */ (box.querySelector(`p[data-number="${focused}"]`))?.focus();
    return;
  }
  box.replaceChildren(
    element(
      'div',
      'nothing',
      ...(source === undefined
        ? [
            element(
              'p',
              '',
              'No text yet. Add the article that tells of these talks: its paragraphs are numbered and stand here.',
            ),
            pressable('main', addSource, 'Add an article'),
          ]
        : [element('p', '', missingText(String(source.entry.id)))]),
    ),
  );
}

/** @param {string} id */
function missingText(id) {
  return folder.archive === undefined
    ? `The text of ${id} isn’t at hand: there is no CONTENT_ARCHIVE in .env. Its passages are checked by their seals.`
    : `The text of ${id} isn’t in your archive (${folder.archive}). Its passages are checked by their seals.`;
}

/** @param {string} id */
function outletName(id) {
  return String(folder.registries.outlets.find((one) => one.id === id)?.name ?? (id || 'No outlet'));
}

/** @param {Record<string, any>} holder */
function citationsOf(holder) {
  return /** @type {Record<string, any>[]} */ (Array.isArray(holder.citations) ? holder.citations : []);
}

/** @param {string} id of a point, or of a delegation's party */
function openUser(id) {
  const point = saving?.round.points.findIndex((one) => one.id === id) ?? -1;
  if (point >= 0) return openPlace({ list: 'points', index: point });
  const party = saving?.round.delegations.findIndex((one) => one.party === id) ?? -1;
  if (party >= 0) openPlace({ list: 'delegations', index: party });
}

/** @param {Place} place */
function openPlace(place) {
  if (!saving) return;
  void saving.flush();
  open = place;
  citation = 0;
  drawForm();
  drawAround();
  void showMessages();
  view('form');
  byId('form-pane').scrollTop = 0;
}

/**
 * The form of what is open.
 * @param {Record<string, any>} [value] what the file says where absent
 */
function drawForm(value) {
  if (!saving) return;
  const { round } = saving;
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.control : undefined;
  entry = value ?? structuredClone(/** @type {Record<string, any>} */ (entryOf(round, open)));
  const box = byId('form');
  const around = { folder, round, onNew: newEntry };
  const fields = {
    head: headFields,
    points: pointFields,
    delegations: delegationFields,
    sources: sourceFields,
  }[open.list](around);
  const title = { head: 'The round', points: 'Point', delegations: 'Delegation', sources: 'Source' }[
    open.list
  ];
  const header = element('header', '', element('h2', '', title));
  if (open.list !== 'head')
    header.append(pressable('plain small', removeOpen, `Delete this ${title.toLowerCase()}`));
  const { list, index } = open;
  box.replaceChildren(
    header,
    element('div', 'remarks-here'),
    ...fieldsOf(fields, entry, [], {
      onChange: (path, isStructure) => {
        save(list, index, path);
        if (isStructure) redrawFields(path);
        if (path[0] === 'citations' && typeof path[1] === 'number') citation = path[1];
      },
      onLeave: (path) => {
        if (list === 'points' && path[0] === 'text') nameFromText();
      },
    }),
  );
  if (open.list === 'head')
    box.append(
      element(
        'p',
        'more',
        pressable(
          'plain small',
          () => newEntry('', ['person', 'party', 'outlet', 'place', 'promise', 'subject']),
          'Add a person, party, outlet, place, promise or subject',
        ),
      ),
    );
  markFields(remarks, open);
  if (focused) controlAt(focused)?.focus();
}

/** Fields have come or gone; what was typed is in `entry`. @param {(string | number)[]} path */
function redrawFields(path) {
  const kept = entry;
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.control : undefined;
  // What is empty is not written, and stays in the form.
  drawForm(kept);
  const control = (focused && controlAt(focused)) || firstControlIn(path);
  control?.focus();
  drawSource();
}

/** @param {string} name */
function controlAt(name) {
  return /** @type {HTMLElement | null} */ (
    document.querySelector(`#form [data-control="${CSS.escape(name)}"]`)
  );
}

/** @param {(string | number)[]} path */
function firstControlIn(path) {
  return /** @type {HTMLElement | null} */ (
    document.querySelector(`#form [data-path="${CSS.escape(pathText(path))}"] :is(input, select, textarea)`)
  );
}

/**
 * @param {RoundView} round
 * @param {Place} place
 */
function entryOf(round, { list, index }) {
  if (list === 'head') return Object.fromEntries(HEAD_KEYS.map((key) => [key, round.head[key] ?? '']));
  return (list === 'sources' ? round.sources[index]?.entry : round[list][index]) ?? {};
}

/**
 * @param {Place['list']} list
 * @param {number} index
 * @param {(string | number)[]} path of what changed
 * @param {{ now?: boolean }} [options]
 */
function save(list, index, path, options) {
  if (!saving) return;
  const step = `${list}/${index}/${pathText(path)} ${focusCount}`;
  if (list === 'head') {
    const key = String(path[0]);
    saving.put({ type: 'head', key, value: withoutEmpty(entry[key]) ?? null }, step, options);
    return;
  }
  const value = /** @type {import('./requests.js').Entry} */ (withoutEmpty(inOrder(entry)) ?? {});
  saving.put({ type: 'change', list, index, id: idOf(saving.round, list, index), value }, step, options);
}

/** Each time that a field gets the focus begins a step of its own. */
let focusCount = 0;

/** A point that was made of a passage is called by its first words, once it has some. */
function nameFromText() {
  if (!saving || !/^point-\d+$/.test(String(entry.id ?? '')) || !entry.text) return;
  const id = idFromText(String(entry.text), new Set(saving.round.points.map((one) => one.id)));
  if (id === '') return;
  entry.id = id;
  const control = /** @type {HTMLInputElement | null} */ (controlAt('id'));
  if (control) control.value = id;
  save('points', open.index, ['id'], { now: true });
}

function removeOpen() {
  if (!saving || open.list === 'head') return;
  const { list, index } = open;
  saving.put({ type: 'remove', list, index, id: idOf(saving.round, list, index) }, `remove ${Date.now()}`, {
    now: true,
  });
  open = { list: 'head', index: 0 };
  redraw();
  void saving.flush();
  announce('Deleted. Undo brings it back.');
}

/**
 * @param {'points' | 'delegations'} list
 * @param {import('./requests.js').Entry} value
 */
function addEntry(list, value) {
  if (!saving) return;
  const index = saving.round[list].length;
  saving.put({ type: 'add', list, value }, `add ${Date.now()}`);
  // Shown at once, so that what is typed next goes into it; if it's refused, a notice says so.
  open = { list, index };
  citation = 0;
  getSelection()?.removeAllRanges();
  redraw();
  void saving.flush();
  view('form');
  controlAt(list === 'points' ? 'text' : 'party')?.focus();
}

/** @param {number} index of a point: by then it may be called otherwise than when it was drawn */
function changeLead(index) {
  if (!saving) return;
  const id = idOf(saving.round, 'points', index);
  const lead = /** @type {string[]} */ (saving.round.head.lead ?? []);
  setLead(lead.includes(id) ? lead.filter((one) => one !== id) : [...lead, id], id);
}

/**
 * @param {string[]} lead
 * @param {string} id of the point that moved
 */
function setLead(lead, id) {
  if (!saving) return;
  saving.put({ type: 'head', key: 'lead', value: lead }, `lead ${Date.now()}`, { now: true });
  const at = lead.indexOf(id);
  announce(at < 0 ? `${id} leads no more.` : `${id} is number ${at + 1} of ${lead.length} that lead.`);
  drawAround();
  const index = saving.round.points.findIndex((one) => one.id === id);
  cardAt(`points/${index}`)?.focus();
}

/**
 * @param {string} id
 * @param {string[]} kinds
 */
function newEntry(id, kinds) {
  askForEntry({ id, kinds }, async (made) => {
    await postEntry(made);
    folder = await fetchFolder();
    redrawFields([]);
    later();
    announce('Added.');
  });
}

function addSource() {
  if (!saving) return;
  const outlets = folder.registries.outlets.map(({ id, name }) => ({
    id: String(id),
    name: String(name ?? id),
  }));
  const { id } = saving.round;
  askForSource({ archive: folder.archive, outlets }, async (source) => {
    await saving?.flush();
    isAdding = true;
    const made = await postSource(id, source).finally(() => {
      isAdding = false;
    });
    [folder] = await Promise.all([fetchFolder(), fetchRound(id).then(take)]);
    sourceIndex = saving?.round.sources.findIndex(({ entry: { id: own } }) => own === made.id) ?? 0;
    drawSource();
    const unknown =
      made.unknown.length > 0
        ? ` The page doesn’t say its ${made.unknown.join(', ')}: write it under Details.`
        : '';
    state(`Taken in: ${made.paragraphs} paragraphs.${unknown}`);
    if (made.unknown.length > 0) openPlace({ list: 'sources', index: sourceIndex });
    view('source');
  });
}

// Selected words.

/** @type {Taken | undefined} */
let taken;

function onSelection() {
  const source = saving?.round.sources[sourceIndex];
  taken = source && selectedWords(byId('source-text'), String(source.entry.id));
  const bar = byId('taking');
  bar.hidden = taken === undefined;
  if (!taken) return;
  const count = taken.passage.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const fits = count >= 4 && count <= 12;
  const words = element(
    'p',
    fits ? 'count' : 'count bad',
    `${count} ${count === 1 ? 'word' : 'words'}${fits ? '' : count < 4 ? ': 4 at least' : ': 12 at most'}`,
  );
  const isCiting = open.list === 'points' || open.list === 'delegations';
  const isEmpty = isCiting && !citationsOf(entry)[citation]?.passage;
  const make = pressable(isCiting && isEmpty ? 'plain' : 'main', newPoint, 'New point');
  const buttons = isCiting
    ? [
        pressable(isEmpty ? 'main' : 'plain', usePassage, 'Use as the passage'),
        ...(isEmpty ? [] : [pressable('plain', citeToo, 'Cite it too')]),
        ...(open.list === 'points' ? [pressable('plain', useQuote, 'Quote it')] : []),
      ]
    : [];
  // A press must not take the selection away before it is read.
  for (const button of [make, ...buttons])
    button.addEventListener('pointerdown', (event) => event.preventDefault());
  bar.replaceChildren(words, make, ...buttons);
}

function newPoint() {
  if (!saving || !taken) return;
  const ids = new Set(saving.round.points.map(({ id }) => id));
  let number = saving.round.points.length + 1;
  while (ids.has(`point-${number}`)) number += 1;
  addEntry('points', {
    id: `point-${number}`,
    topics: ['overview'],
    kind: 'said',
    citations: [{ ...taken }],
  });
}

function usePassage() {
  if (!taken) return;
  const citations = citationsOf(entry);
  const before = citations[citation];
  if (before) Object.assign(before, taken);
  else citations.push({ ...taken });
  entry.citations = citations;
  takeUp();
}

function citeToo() {
  if (!taken) return;
  entry.citations = [...citationsOf(entry), { ...taken }];
  citation = entry.citations.length - 1;
  takeUp();
}

function useQuote() {
  if (!taken || !saving) return;
  const language = String(saving.round.sources[sourceIndex]?.entry.language ?? 'en');
  const own = entry.quote ?? {};
  entry.quote =
    language === 'en'
      ? { ...own, text: taken.passage, of: own.of || (entry.by ?? [])[0] || '' }
      : { ...own, original: taken.passage, language, of: own.of || (entry.by ?? [])[0] || '' };
  takeUp();
}

/** Writes what the selected words became. */
function takeUp() {
  getSelection()?.removeAllRanges();
  focusCount += 1;
  save(open.list, open.index, ['citations']);
  redrawFields(['citations', citation]);
  announce('Taken.');
}

// The check and the messages, after each change.

/** @type {ReturnType<typeof setTimeout> | undefined} */
let checkTimer;
let isChecking = false;
let isCheckWanted = false;

function later() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(() => void check(), 200);
}

async function check() {
  if (!saving) return;
  if (isChecking) {
    isCheckWanted = true;
    return;
  }
  isChecking = true;
  const { id } = saving.round;
  try {
    const checked = await fetchCheck(id);
    if (saving?.round.id === id) {
      ({ remarks } = checked);
      markFields(remarks, open);
      drawAround();
      await showMessages();
    }
  } catch (error) {
    // What is away comes back with an event.
    if (
      saving?.round.id === id &&
      error instanceof Error &&
      saving.round.faults.length === 0 &&
      !(error.name === 'Away')
    )
      state(error.message);
  } finally {
    isChecking = false;
    if (isCheckWanted) {
      isCheckWanted = false;
      later();
    }
  }
}

async function showMessages() {
  if (!saving) return;
  const { id } = saving.round;
  const point = open.list === 'points' ? idOf(saving.round, 'points', open.index) : '';
  const { messages } = await fetchMessages(id, point).catch(() => ({ messages: null }));
  if (saving?.round.id !== id) return;
  telegram.show(messages, open.list === 'points');
  command = messages?.command;
}

/** @type {string | undefined} */
let command;

/** @param {Remark} remark */
function openRemark(remark) {
  const [top, at] = remark.path;
  const index = typeof at === 'number' ? at : 0;
  if (remark.file === 'talk' && (top === 'points' || top === 'delegations') && typeof at === 'number')
    openPlace({ list: top, index });
  else if (remark.file === 'sources' && typeof at === 'number') {
    sourceIndex = index;
    openPlace({ list: 'sources', index });
  } else openPlace({ list: 'head', index: 0 });
  const path = open.list === 'head' ? remark.path : remark.path.slice(2);
  const field = fieldAt(path);
  const control = /** @type {HTMLElement | null | undefined} */ (
    field?.querySelector('input, select, textarea')
  );
  control?.focus();
  field?.scrollIntoView({ block: 'center' });
}

// Undo.

/** One after another: a key that is pressed twice takes back two steps. */
let steps = Promise.resolve();

/** @param {'undo' | 'redo'} way */
function step(way) {
  steps = steps.then(() => takeStep(way));
}

/** @param {'undo' | 'redo'} way */
async function takeStep(way) {
  if (!saving) return;
  await saving.flush();
  const before = saving.round;
  try {
    const now = await postStep(before.id, way, before.version);
    if (now.version === before.version) {
      announce(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.');
      return;
    }
    const changed = changedPlace(before, now);
    if (changed) open = changed;
    take(now);
    state(way === 'undo' ? 'Undone' : 'Done again');
  } catch (error) {
    if (error instanceof Outdated) await fetchRound(before.id).then(take, () => {});
    notice(error instanceof Error ? error.message : String(error));
  }
}

// The frame.

function wire() {
  byId('rounds').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.value) void openRound(target.value);
  });
  byId('new-round').addEventListener('click', () => askForRound(beginRound));
  byId('new-source').addEventListener('click', addSource);
  byId('edit-source').addEventListener('click', () => openPlace({ list: 'sources', index: sourceIndex }));
  byId('sources').addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) sourceIndex = Number(target.value);
    getSelection()?.removeAllRanges();
    drawSource();
  });
  byId('undo').addEventListener('click', () => step('undo'));
  byId('redo').addEventListener('click', () => step('redo'));
  byId('to-correct').addEventListener('click', () => listRemarks(remarks, openRemark));
  byId('publish').addEventListener('click', () => void publish());
  byId('keys').addEventListener('click', showKeys);
  for (const button of document.querySelectorAll('.views button'))
    button.addEventListener('click', () =>
      view(/** @type {HTMLElement} */ (button).dataset.view ?? 'source'),
    );
  document.addEventListener('selectionchange', onSelection);
  document.addEventListener('pointerdown', () => press(true), true);
  // A drag takes the pointer over, and goes on until its own end.
  document.addEventListener('dragstart', () => {
    isDragged = true;
  });
  document.addEventListener('dragend', () => {
    isDragged = false;
    press(false);
  });
  for (const end of ['pointerup', 'pointercancel'])
    document.addEventListener(end, () => isDragged || press(false), true);
  byId('source-text').addEventListener('keydown', (event) => {
    moveInSource(byId('source-text'), event);
    // The browser tells of a new selection a little later.
    onSelection();
    if (
      event.key === 'Enter' &&
      taken &&
      event.target instanceof HTMLElement &&
      event.target.dataset.number
    ) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector('#taking .main'))?.click();
    }
  });
  document.addEventListener('focusin', ({ target }) => {
    focusCount += 1;
    atFocus = isText(target) ? target.value : '';
    // Selected words go into the citation that was last looked at.
    const path =
      target instanceof HTMLElement ? /^citations\/(\d+)/.exec(target.dataset.control ?? '') : null;
    if (path) citation = Number(path[1]);
  });
  document.addEventListener('keydown', onKey);
  window.addEventListener('pagehide', () => void saving?.flush());
  window.addEventListener('beforeunload', (event) => {
    if (!saving?.isBusy) return;
    void saving.flush();
    if (byId('state').textContent?.startsWith('Not written')) event.preventDefault();
  });
  window.addEventListener('hashchange', () => {
    const id = location.hash.slice(1);
    if (id !== saving?.round.id && folder.rounds.some((round) => round.id === id)) void openRound(id);
  });
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
function isText(target) {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox')
  );
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (/** @type {HTMLDialogElement} */ (byId('dialog')).open) return;
  const letter = key.toLowerCase();
  if ((ctrlKey || metaKey) && !altKey && (letter === 'z' || letter === 'y')) {
    // In a text, the browser takes letters back as long as there are some of this visit.
    if (isText(target) && target.value !== atFocus && letter === 'z' && !shiftKey) return;
    event.preventDefault();
    step(letter === 'y' || shiftKey ? 'redo' : 'undo');
  } else if (key === 'F6') {
    event.preventDefault();
    nextPane(shiftKey ? -1 : 1);
  } else if (altKey && letter === 'n') {
    event.preventDefault();
    if (taken) newPoint();
    else announce('Select words of the source first.');
  } else if (altKey && (key === 'ArrowUp' || key === 'ArrowDown') && saving) {
    event.preventDefault();
    const { length } = saving.round.points;
    if (length === 0) return;
    const by = key === 'ArrowDown' ? 1 : -1;
    const index = open.list === 'points' ? (open.index + by + length) % length : 0;
    openPlace({ list: 'points', index });
    controlAt('text')?.focus();
  } else if (key === '?' && !isText(target)) showKeys();
}

async function publish() {
  if (!saving) return;
  await saving.flush();
  const checked = await fetchCheck(saving.round.id).catch(() => undefined);
  if (checked) ({ remarks } = checked);
  markFields(remarks, open);
  askToPublish(
    { remarks, onOpen: openRemark, command, hasArchive: folder.archive !== undefined },
    async (at) => {
      if (!saving) return;
      const now = await postPublish(saving.round.id, {
        version: saving.round.version,
        ...(at ? { at } : {}),
      });
      take(now);
      folder = await fetchFolder();
      showFolder();
      state(standing(now));
      notice(
        at
          ? 'The round waits for its time. The preview shows it already.'
          : `Published. Ask for it in the preview${command ? ` with ${command}` : ''}. For the bot: commit the files, and put them into its CONTENT_DIR.`,
        folder.hasPreview ? { 'Open the preview': () => window.open('/', '_blank', 'noopener') } : {},
      );
    },
  );
}
