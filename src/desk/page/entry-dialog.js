// The dialogs of people, parties, outlets and the like: a new one, one that changes, and the list of all.

import { element, pressable } from '../../preview/page/dom.js';
import { openDialog } from './dialogs.js';
import { fieldsOf, pathText, withoutEmpty } from './form-fields.js';
import { ENTRY_NAMES, entryFields, entryInOrder, LIST_OF, lackIn } from './registry-fields.js';
import { remarkText } from './remark-text.js';
import { postChangedEntry, postEntry } from './requests.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('./registry-fields.js').EntryKind} EntryKind */

/**
 * @typedef {object} Wanted
 * @property {FolderView} around
 * @property {string} round
 * @property {string} step what it is undone with
 * @property {string[]} kinds what it may be
 * @property {string} [name] of a new one
 * @property {Readonly<Record<string, any>>} [before] one that is there
 */

/**
 * @param {Wanted} wanted
 * @param {(id: string) => Promise<void> | void} done once it is written
 */
export function askForEntry(wanted, done) {
  const [first = 'person'] = wanted.kinds;
  showForm(
    wanted,
    /** @type {EntryKind} */ (first),
    structuredClone(wanted.before ?? { name: wanted.name ?? '' }),
    done,
  );
}

/**
 * @param {Wanted} wanted
 * @param {EntryKind} kind
 * @param {Record<string, any>} value changed in place
 * @param {(id: string) => Promise<void> | void} done
 */
function showForm(wanted, kind, value, done) {
  const { kinds, before } = wanted;
  if (kind === 'promise' && value.title === undefined) Object.assign(value, { title: value.name, name: '' });
  const fields = element('div', 'fields');
  const drawFields = () => {
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.control : undefined;
    fields.replaceChildren(
      ...fieldsOf(entryFields(kind, wanted.around), value, ['entry'], {
        onChange: (_path, isStructure) => {
          if (isStructure) drawFields();
        },
        onLeave: () => {},
      }),
    );
    if (focused)
      /** @type {HTMLElement | null} */ (
        fields.querySelector(`[data-control="${CSS.escape(focused)}"]`)
      )?.focus();
  };
  drawFields();
  const wrong = element('p', 'wrong');
  wrong.setAttribute('role', 'alert');
  const submit = element('button', 'main', before ? 'Write it' : 'Add');
  submit.type = 'submit';
  const form = element('form', 'entry-form', fields, wrong, submit);
  form.noValidate = true;
  const dialog = openDialog(
    before
      ? String(before.name ?? before.title ?? before.id)
      : kinds.length > 1
        ? 'Who or what is that?'
        : `New: ${ENTRY_NAMES[kind].toLowerCase()}`,
    ...(kinds.length > 1 ? [kindField(wanted, kind, value, done)] : []),
    form,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    wrong.textContent = '';
    for (const old of fields.querySelectorAll('.check')) old.remove();
    void send(wanted, kind, value)
      .then(async (answer) => {
        if ('id' in answer) {
          dialog.close();
          await done(answer.id);
          return;
        }
        for (const { path, what } of answer.wrong) {
          const line = element('p', 'check error', remarkText({ what }, wanted.around));
          const field = fieldIn(fields, path);
          if (field) field.append(line);
          else wrong.append(line);
        }
        fields.querySelector('.check')?.scrollIntoView({ block: 'center' });
      })
      .catch((/** @type {Error} */ error) => {
        wrong.textContent = error.message;
      })
      .finally(() => {
        submit.disabled = false;
      });
  });
  /** @type {HTMLElement | null} */ (fields.querySelector('input, select'))?.focus();
}

/**
 * @param {Wanted} wanted
 * @param {EntryKind} kind
 * @param {Record<string, any>} value
 */
async function send({ round, step, before }, kind, value) {
  const written = /** @type {import('./requests.js').Entry} */ (withoutEmpty(entryInOrder(value)) ?? {});
  return before
    ? postChangedEntry({ round, step, kind, before, value: written })
    : postEntry({ round, step, kind, value: written });
}

/**
 * @param {HTMLElement} fields
 * @param {(string | number)[]} path
 */
function fieldIn(fields, path) {
  for (let length = path.length; length > 0; length -= 1) {
    const found = fields.querySelector(
      `[data-path="${CSS.escape(pathText(['entry', ...path.slice(0, length)]))}"]`,
    );
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {Wanted} wanted
 * @param {EntryKind} kind
 * @param {Record<string, any>} value
 * @param {(id: string) => Promise<void> | void} done
 */
function kindField(wanted, kind, value, done) {
  const choice = element('select', '');
  for (const one of wanted.kinds) choice.append(new Option(ENTRY_NAMES[/** @type {EntryKind} */ (one)], one));
  choice.value = kind;
  choice.id = 'ask-kind';
  choice.addEventListener('change', () =>
    showForm(
      wanted,
      /** @type {EntryKind} */ (choice.value),
      { name: value.name ?? value.title ?? '' },
      done,
    ),
  );
  const label = element('label', '', 'What is it?');
  label.htmlFor = choice.id;
  return element('div', 'field', label, choice);
}

const KINDS = /** @type {EntryKind[]} */ (Object.keys(LIST_OF));

/**
 * All entries, those first that lack something.
 * @param {FolderView} folder
 * @param {{ onEdit: (kind: string, id: string) => void, onNew: (kind: string) => void }} handlers
 */
export function listEntries({ registries }, { onEdit, onNew }) {
  const search = element('input', '');
  search.type = 'search';
  search.placeholder = 'Look for a name';
  search.setAttribute('aria-label', 'Look for a name');
  const parts = element('div', 'registry');
  const show = () => {
    const wanted = search.value.trim().toLowerCase();
    parts.replaceChildren(
      ...KINDS.map((kind) => {
        const list = LIST_OF[kind];
        const rows = registries[list]
          .map((entry) => ({ entry, lacks: lackIn(kind, entry) }))
          .filter(({ entry }) => JSON.stringify(entry).toLowerCase().includes(wanted))
          .sort((a, b) => Number(b.lacks.length > 0) - Number(a.lacks.length > 0));
        const items = rows.map(({ entry, lacks }) =>
          element(
            'li',
            '',
            pressable(
              'remark',
              () => onEdit(kind, String(entry.id)),
              element('strong', '', String(entry.name ?? entry.title ?? entry.id)),
              ...(lacks.length > 0 ? [element('small', '', `lacks ${lacks.join(', ')}`)] : []),
            ),
          ),
        );
        const add = pressable('plain small', () => onNew(kind), `New ${ENTRY_NAMES[kind].toLowerCase()}`);
        const details = element(
          'details',
          '',
          element(
            'summary',
            '',
            `${list.charAt(0).toUpperCase()}${list.slice(1)} `,
            element('small', '', String(items.length)),
          ),
          element('ul', 'remarks', ...items),
          add,
        );
        details.open = wanted !== '';
        return details;
      }),
    );
  };
  search.addEventListener('input', show);
  show();
  openDialog('People, parties, outlets, places, promises, subjects', search, parts);
  search.focus();
}
