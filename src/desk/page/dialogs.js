// The desk's dialogs: a new round, an article, publishing, what must be corrected, the keys.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { desk } from './desk-state.js';
import { aboutText, remarkText } from './remark-text.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {{ name: string, label: string, type?: string, value?: string, hint?: string, isLong?: boolean, options?: { id: string, name: string }[], isNeeded?: boolean }} Asked */

/**
 * @param {string} title
 * @param {(Node | string)[]} content
 */
export function openDialog(title, ...content) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('dialog'));
  const heading = element('h2', '', title);
  heading.id = 'dialog-title';
  const close = pressable('close', () => dialog.close(), '×');
  close.setAttribute('aria-label', 'Close');
  dialog.replaceChildren(heading, close, ...content);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/**
 * A dialog with fields and one button. `send` rejects with what is wrong; it stays open then, with all that was typed.
 * @param {string} title
 * @param {{ about?: (Node | string)[], fields: Asked[], button: string, send: (values: Record<string, string>) => Promise<void> }} form
 */
function ask(title, { about = [], fields, button, send }) {
  const wrong = element('p', 'wrong');
  wrong.setAttribute('role', 'alert');
  const submit = element('button', 'main', button);
  submit.type = 'submit';
  const form = element('form', '', ...fields.map(askedField), wrong, submit);
  form.noValidate = false;
  const dialog = openDialog(
    title,
    ...about.map((one) => (typeof one === 'string' ? element('p', '', one) : one)),
    form,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = Object.fromEntries(
      [...new FormData(form)].map(([key, value]) => [key, String(value).trim()]),
    );
    submit.disabled = true;
    submit.setAttribute('aria-busy', 'true');
    wrong.textContent = '';
    send(values)
      .then(() => dialog.close())
      .catch((/** @type {Error} */ error) => {
        wrong.textContent = error.message;
      })
      .finally(() => {
        submit.disabled = false;
        submit.removeAttribute('aria-busy');
      });
  });
  return form;
}

/** @param {Asked} asked */
function askedField({ name, label, type = 'text', value = '', hint, isLong, options, isNeeded }) {
  const control = options ? element('select', '') : element(isLong ? 'textarea' : 'input', '');
  if (control instanceof HTMLSelectElement)
    for (const option of options ?? []) control.append(new Option(option.name, option.id));
  else if (control instanceof HTMLInputElement) control.type = type;
  else control.rows = 7;
  control.name = name;
  control.value = value;
  control.required = isNeeded === true;
  control.id = `ask-${name}`;
  const text = element('label', '', label);
  text.htmlFor = control.id;
  const box = element('div', 'field', text, control);
  if (hint) box.append(element('p', 'hint', hint));
  return box;
}

/** @param {(place: string, date: string) => Promise<void>} make */
export function askForRound(make) {
  const form = ask('New round', {
    about: ['A round of talks, as a draft: only the preview shows it until you publish it.'],
    fields: [
      { name: 'place', label: 'Where', hint: 'The city, such as Oslo', isNeeded: true },
      { name: 'date', label: 'On which day', type: 'date', isNeeded: true },
    ],
    button: 'Begin',
    send: async ({ place = '', date = '' }) => {
      await make(place, date);
    },
  });
  return form;
}

/**
 * @param {{ archive: string | undefined, outlets: { id: string, name: string }[] }} around
 * @param {(source: object) => Promise<void>} take
 */
export function askForSource({ archive, outlets }, take) {
  if (archive === undefined) {
    openDialog(
      'Where shall the texts go?',
      element(
        'p',
        '',
        'The texts of articles are other people’s, so they stay out of the repository, in a folder of your own. Choose one, and write it into the file .env of the repository:',
      ),
      element('pre', '', 'CONTENT_ARCHIVE=../communique-texts'),
      element(
        'p',
        '',
        'Then stop the desk (Ctrl+C) and start it again: npm run desk. It makes the folder if there is none.',
      ),
    );
    return;
  }
  const file = element('input', '');
  file.type = 'file';
  file.accept = '.html,.htm,.txt,text/html,text/plain';
  file.id = 'ask-file';
  const label = element('label', '', 'Or a saved page');
  label.htmlFor = file.id;
  const form = ask('Add an article', {
    about: [
      'Its text is numbered by paragraphs and kept in your archive; its title, outlet, date and language are taken from the page.',
    ],
    fields: [
      { name: 'url', label: 'Address', type: 'url', hint: 'https://…' },
      {
        name: 'text',
        label: 'Or its text, pasted',
        isLong: true,
        hint: 'Where a site lets no program in. Empty lines part its paragraphs.',
      },
      {
        name: 'outlet',
        label: 'Outlet',
        options: [{ id: '', name: 'what the page says' }, ...outlets],
        hint: 'A pasted text needs one, or an address',
      },
    ],
    button: 'Take it in',
    send: async ({ url = '', text = '', outlet = '' }) => {
      const more = outlet === '' ? {} : { outlet };
      const [saved] = file.files ?? [];
      if (saved)
        await take({
          text: await textOf(saved),
          isPage: !/\.(txt|md)$/i.test(saved.name),
          ...(url ? { url } : {}),
          ...more,
        });
      else if (text !== '')
        await take({ text, isPage: /^\s*<(!doctype|html)/i.test(text), ...(url ? { url } : {}), ...more });
      else if (url !== '') await take({ address: url, ...more });
      else throw new Error('Give an address, a file or a text.');
    },
  });
  form.children[1]?.after(element('div', 'field', label, file));
}

/**
 * In the encoding that the page says, else UTF-8.
 * @param {File} file
 */
async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const said = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  return new TextDecoder(said).decode(bytes);
}

/**
 * @param {(remark: Remark) => void} onOpen
 * @param {(at: string | undefined) => Promise<void>} publish
 */
export function askToPublish(onOpen, publish) {
  const { remarks, folder, command } = desk;
  if (remarks.some(({ level }) => level === 'error')) {
    listRemarks(onOpen, 'Before it can be published');
    return;
  }
  ask('Publish the round', {
    about: [
      'Its passages are sealed, and the line that makes it a draft is taken out. The preview shows it at once; the bot, once these files are in its CONTENT_DIR.',
      ...(folder.archive !== undefined ? [] : ['There is no archive here, so the passages are not sealed.']),
      ...(command ? [`Readers will find it under ${command}.`] : []),
    ],
    fields: [
      {
        name: 'at',
        label: 'Not before',
        type: 'datetime-local',
        hint: 'Leave it empty to publish now. By the clock of this machine.',
      },
    ],
    button: 'Publish',
    send: ({ at = '' }) => publish(at === '' ? undefined : withZone(at)),
  });
}

/** @param {string} local `2026-03-01T09:00` */
function withZone(local) {
  const minutes = -new Date(local).getTimezoneOffset();
  const two = (/** @type {number} */ number) => String(Math.floor(Math.abs(number))).padStart(2, '0');
  return `${local.slice(0, 16)}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** The list of remarks that was opened last, and how it is filled. @type {{ box: HTMLElement, fill: () => void } | undefined} */
let listed;

/**
 * What the check says; the list follows the check while it is open.
 * @param {(remark: Remark) => void} onOpen
 * @param {string} [title]
 */
export function listRemarks(onOpen, title = 'What the check says') {
  const box = element('div', '');
  const line = (/** @type {Remark} */ remark) => {
    const button = pressable(
      `remark ${remark.level}`,
      () => {
        dialog.close();
        onOpen(remark);
      },
      element('strong', '', `${aboutText(remark, desk.folder, desk.saving?.round)}: `),
      remarkText(remark, desk.folder, desk.saving?.round),
    );
    button.title = remark.where;
    return element('li', '', button);
  };
  const part = (/** @type {string} */ name, /** @type {Remark['level']} */ level) => {
    const some = desk.remarks.filter((remark) => remark.level === level);
    return some.length === 0 ? [] : [element('h3', '', name), element('ul', 'remarks', ...some.map(line))];
  };
  const fill = () =>
    box.replaceChildren(
      ...part('To correct', 'error'),
      ...part('Could be better; nothing is stopped by it', 'warning'),
      ...(desk.remarks.length === 0 ? [element('p', '', 'Nothing: all is as it should be.')] : []),
    );
  fill();
  const dialog = openDialog(title, box);
  listed = { box, fill };
}

/** Fills an open list of remarks again. */
export function followRemarks() {
  if (!listed?.box.closest('dialog[open]')) return;
  const { box, fill } = listed;
  const { activeElement } = document;
  const focused = box.contains(activeElement) ? activeElement?.textContent : undefined;
  fill();
  if (focused === undefined) return;
  const same = [...box.querySelectorAll('button')].find(({ textContent }) => textContent === focused);
  (same ?? box.closest('dialog')?.querySelector('button'))?.focus();
}

/** @type {readonly (readonly [string, string])[]} */
const KEYS = [
  ['F6, Shift+F6', 'to the next part of the desk, or the one before'],
  ['↑ ↓ in the source', 'to the next paragraph'],
  ['← → in the source', 'select a word; with Shift, more words'],
  ['Enter in the source', 'take the selected words'],
  ['Alt+N', 'a new point from the selected words'],
  ['Alt+↑, Alt+↓', 'to the point before, or the next one'],
  ['Alt+←, Alt+→ on a point that leads', 'move it'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'undo, and do it again'],
  ['?', 'these keys'],
];

export function showKeys() {
  const list = element('dl', 'keys');
  for (const [keys, does] of KEYS) list.append(element('dt', '', keys), element('dd', '', does));
  openDialog('Keys', list);
}
