// Fields of a form, made from a description: texts, choices, lists of ids, lists of entries. Each knows the path of its value.

import { element, pressable } from '../../preview/page/dom.js';

/** @typedef {import('./requests.js').Value} Value */
/** @typedef {{ id: string, name: string }} Known */

/**
 * @typedef {object} Common
 * @property {string} key
 * @property {string} label
 * @property {string} [hint]
 * @property {(value: Record<string, any>) => boolean} [when] shown only then, or where it has a value
 *
 * @typedef {Common & { type: 'text', max?: number, better?: number, isLong?: boolean, known?: () => Known[], language?: string }} TextField
 * What a field that holds ids of registries can do with them: add one that is typed, or look at one.
 * @typedef {object} Entries
 * @property {(typed: string, kinds: string[], path: (string | number)[]) => void} add
 * @property {(id: string, kinds: string[]) => void} edit
 *
 * @typedef {Common & { type: 'choice', options: () => Known[], none?: string, kinds?: string[], entries?: Entries }} ChoiceField
 * @typedef {Common & { type: 'flag' }} FlagField
 * @typedef {Common & { type: 'words' }} WordsField texts with commas between them
 * @typedef {Common & { type: 'ids', known: () => Known[], isFew?: boolean, noneAtAll?: string, kinds?: string[], entries?: Entries }} IdsField `noneAtAll`: an empty list that is meant
 * @typedef {Common & { type: 'group', fields: Field[] }} GroupField
 * @typedef {Common & { type: 'list', one: string, fields: Field[], fresh: () => Record<string, any>, isOpen?: boolean }} ListField
 * @typedef {TextField | ChoiceField | FlagField | WordsField | IdsField | GroupField | ListField} Field
 */

/**
 * @typedef {object} Form
 * @property {(path: (string | number)[], isStructure: boolean) => void} onChange structure: fields have come or gone
 * @property {(path: (string | number)[]) => void} onLeave a field lost the focus
 */

let count = 0;
/** An id for an element of this page. */
function fresh() {
  count += 1;
  return `field-${count}`;
}

/**
 * @param {Field[]} fields
 * @param {Record<string, any>} value changed in place
 * @param {(string | number)[]} path of the value
 * @param {Form} form
 * @returns {HTMLElement[]}
 */
export function fieldsOf(fields, value, path, form) {
  return fields.flatMap((field) => {
    const has = value[field.key] !== undefined && value[field.key] !== '';
    if (field.when && !has && !field.when(value)) return [];
    return [fieldOf(field, value, [...path, field.key], form)];
  });
}

/**
 * @param {Field} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 * @returns {HTMLElement}
 */
function fieldOf(field, value, path, form) {
  switch (field.type) {
    case 'text':
      return labelled(field, path, textControl(field, value, path, form));
    case 'choice':
      return labelled(
        field,
        path,
        choiceControl(field, value, path, form),
        ...choiceActs(field, value, path),
      );
    case 'words':
      return labelled(field, path, wordsControl(field, value, path, form));
    case 'flag':
      return flagField(field, value, path, form);
    case 'ids':
      return field.isFew ? fewField(field, value, path, form) : idsField(field, value, path, form);
    case 'group': {
      const inner = value[field.key] ?? {};
      value[field.key] = inner;
      return fieldset(field, path, ...fieldsOf(field.fields, inner, path, form));
    }
    case 'list':
      return listField(field, value, path, form);
  }
}

/** @param {(string | number)[]} path */
export function pathText(path) {
  return path.join('/');
}

/**
 * @param {Common} field
 * @param {(string | number)[]} path
 * @param {HTMLElement & { id: string }} control
 * @param {HTMLElement[]} more
 */
function labelled({ label, hint }, path, control, ...more) {
  control.id ||= fresh();
  const name = element('label', '', label);
  name.htmlFor = control.id;
  const box = element('div', 'field', name, control, ...more);
  box.dataset.path = pathText(path);
  if (hint) box.append(hintFor(control, hint));
  return box;
}

/**
 * @param {HTMLElement} control
 * @param {string} text
 */
function hintFor(control, text) {
  const hint = element('p', 'hint', text);
  hint.id = fresh();
  control.setAttribute('aria-describedby', hint.id);
  return hint;
}

/**
 * @param {Common} field
 * @param {(string | number)[]} path
 * @param {(Node | string)[]} content
 */
function fieldset({ label, hint }, path, ...content) {
  const set = element('fieldset', 'field', element('legend', '', label), ...content);
  set.dataset.path = pathText(path);
  if (hint) set.append(element('p', 'hint', hint));
  return set;
}

/**
 * @param {TextField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function textControl(field, value, path, form) {
  const control = element(field.isLong ? 'textarea' : 'input', '');
  control.value = value[field.key] ?? '';
  control.spellcheck = true;
  control.autocomplete = 'off';
  if (field.language) control.lang = field.language;
  control.dataset.control = pathText(path);
  if (control instanceof HTMLTextAreaElement) {
    control.rows = 2;
    const grow = () => {
      control.style.height = 'auto';
      control.style.height = `${control.scrollHeight + 2}px`;
    };
    control.addEventListener('input', grow);
    requestAnimationFrame(grow);
    // A line break would be refused: the texts are one line.
    control.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault();
    });
  } else if (field.known) {
    const list = datalist(field.known());
    control.setAttribute('list', list.id);
    control.after(list);
    queueMicrotask(() => control.after(list));
  }
  control.addEventListener('input', () => {
    value[field.key] = control.value.replace(/\s*\n\s*/g, ' ');
    form.onChange(path, false);
  });
  // A field that was drawn again since the last letter tells of no change.
  control.addEventListener('focusout', () => form.onLeave(path));
  if (field.max === undefined) return control;
  const meter = lengthMeter(control, field.max, field.better);
  queueMicrotask(() => control.after(meter));
  return control;
}

/**
 * `128 / 300`, and a bar.
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {number} max
 * @param {number} [better] from here on it could be shorter
 */
function lengthMeter(control, max, better = max) {
  const meter = element('meter', '');
  Object.assign(meter, { min: 0, max, high: better, optimum: 0 });
  meter.setAttribute('aria-label', 'Length');
  const words = element('span', '');
  const box = element('div', 'length', meter, words);
  const measure = () => {
    const { length } = control.value;
    meter.value = Math.min(length, max);
    words.textContent =
      length > max
        ? `${length} characters, ${length - max} too many`
        : length > better
          ? `${length} of ${max}; up to ${better} reads better`
          : `${length} of ${max}`;
    box.classList.toggle('over', length > max);
    // A name that fits needs no meter.
    box.hidden = better === max && length < max * 0.7;
  };
  control.addEventListener('input', measure);
  measure();
  return box;
}

/**
 * @param {ChoiceField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function choiceControl({ key, options, none = '–' }, value, path, form) {
  const control = element('select', '');
  const own = value[key] ?? '';
  const all = options();
  control.append(new Option(none, ''));
  for (const { id, name } of all) control.append(new Option(name, id));
  if (own !== '' && !all.some(({ id }) => id === own)) control.append(new Option(`${own} (unknown)`, own));
  control.value = own;
  control.dataset.control = pathText(path);
  control.addEventListener('change', () => {
    value[key] = control.value;
    form.onChange(path, true);
  });
  return control;
}

/**
 * To add what the list does not have, and to look at what is chosen.
 * @param {ChoiceField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 */
function choiceActs({ key, label, kinds = [], entries }, value, path) {
  if (!entries) return [];
  const own = String(value[key] ?? '');
  const add = pressable('link', () => entries.add('', kinds, path), 'New');
  add.setAttribute('aria-label', `New: ${label}`);
  const edit = pressable('link', () => entries.edit(own, kinds), 'Edit');
  edit.setAttribute('aria-label', `Edit: ${label}`);
  return [element('span', 'around', add, ...(own === '' ? [] : [edit]))];
}

/**
 * @param {WordsField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function wordsControl({ key }, value, path, form) {
  const control = element('input', '');
  control.autocomplete = 'off';
  control.value = /** @type {string[]} */ (value[key] ?? []).join(', ');
  control.dataset.control = pathText(path);
  control.addEventListener('input', () => {
    value[key] = control.value
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
    form.onChange(path, false);
  });
  return control;
}

/**
 * @param {FlagField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function flagField({ key, label }, value, path, form) {
  const control = element('input', '');
  control.type = 'checkbox';
  control.checked = value[key] === 'true';
  control.dataset.control = pathText(path);
  control.addEventListener('change', () => {
    value[key] = control.checked ? 'true' : '';
    form.onChange(path, true);
  });
  const box = element('div', 'field flag', element('label', '', control, ` ${label}`));
  box.dataset.path = pathText(path);
  return box;
}

/**
 * All that there are, to be ticked.
 * @param {IdsField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function fewField(field, value, path, form) {
  const { key, known, noneAtAll } = field;
  const own = () => /** @type {string[]} */ (value[key] || []);
  const all = known();
  const unknown = own().filter((id) => !all.some((one) => one.id === id));
  const boxes = [...all, ...unknown.map((id) => ({ id, name: `${id} (unknown)` }))].map(({ id, name }) => {
    const control = element('input', '');
    control.type = 'checkbox';
    control.checked = own().includes(id);
    control.dataset.control = pathText([...path, id]);
    control.addEventListener('change', () => {
      const ids = control.checked ? [...own(), id] : own().filter((one) => one !== id);
      // Nothing ticked is nothing said.
      value[key] = noneAtAll && ids.length === 0 ? '' : ids;
      form.onChange(path, true);
    });
    return element('label', 'tick', control, name);
  });
  if (noneAtAll) {
    const control = element('input', '');
    control.type = 'checkbox';
    control.checked = Array.isArray(value[key]) && own().length === 0;
    control.dataset.control = pathText([...path, '']);
    control.addEventListener('change', () => {
      value[key] = control.checked ? [] : '';
      form.onChange(path, true);
    });
    boxes.push(element('label', 'tick', control, noneAtAll));
  }
  return fieldset(field, path, element('div', 'ticks', ...boxes));
}

/**
 * Ids that are typed, by id or name, and taken out by a press.
 * @param {IdsField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function idsField(field, value, path, form) {
  const { key, known, kinds = [], entries } = field;
  const own = () => /** @type {string[]} */ (value[key] ?? []);
  const all = known();
  const control = element('input', '');
  control.autocomplete = 'off';
  control.dataset.isTyped = '';
  control.placeholder = own().length === 0 ? 'A name, then Enter' : 'Another';
  control.dataset.control = pathText(path);
  const list = datalist(all);
  control.setAttribute('list', list.id);
  const take = () => {
    const typed = control.value.trim().replace(/,$/, '');
    if (typed === '') return;
    const id = idNamed(typed, all);
    // Somebody new: what is typed stays until the entry is there.
    if (id === undefined && entries) {
      entries.add(typed, kinds, path);
      return;
    }
    const taken = id ?? typed;
    if (!own().includes(taken)) value[key] = [...own(), taken];
    control.value = '';
    form.onChange(path, true);
  };
  control.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      take();
    }
    if (event.key === 'Backspace' && control.value === '' && own().length > 0) {
      event.preventDefault();
      value[key] = own().slice(0, -1);
      form.onChange(path, true);
    }
  });
  control.addEventListener('input', () => {
    // An offer that was clicked.
    if (all.some(({ id }) => id === control.value)) take();
  });
  control.addEventListener('change', take);
  const chips = own().map((id) => {
    const one = all.find((each) => each.id === id);
    const remove = pressable(
      '',
      () => {
        value[key] = own().filter((each) => each !== id);
        form.onChange(path, true);
      },
      '×',
    );
    remove.setAttribute('aria-label', `Take out ${one?.name ?? id}`);
    if (!entries) return element('span', one ? 'chip' : 'chip unknown', one?.name ?? id, remove);
    const name = pressable(
      'name',
      () => (one ? entries.edit(id, kinds) : entries.add(id, kinds, path)),
      one?.name ?? id,
    );
    name.title = one ? 'Look at it' : 'Nothing has this id yet: add it';
    return element('span', one ? 'chip' : 'chip unknown', name, remove);
  });
  return labelled(field, path, control, element('div', 'chips', ...chips), list);
}

/**
 * @param {string} typed
 * @param {Known[]} all
 */
function idNamed(typed, all) {
  const lower = typed.toLowerCase();
  const found =
    all.find(({ id }) => id === lower) ??
    all.find(({ name }) => name.toLowerCase() === lower) ??
    all.find(({ name }) =>
      name
        .toLowerCase()
        .split(/[\s,(]+/)
        .includes(lower),
    );
  return found?.id;
}

/** @param {Known[]} known */
function datalist(known) {
  const list = element('datalist', '');
  list.id = fresh();
  for (const { id, name } of known) {
    const option = new Option('', id);
    option.label = name;
    list.append(option);
  }
  return list;
}

/**
 * @param {ListField} field
 * @param {Record<string, any>} value
 * @param {(string | number)[]} path
 * @param {Form} form
 */
function listField(field, value, path, form) {
  const { key, one, fields, fresh: make } = field;
  const entries = /** @type {Record<string, any>[]} */ (value[key] ?? []);
  value[key] = entries;
  const boxes = entries.map((entry, index) => {
    const remove = pressable(
      'plain small',
      () => {
        entries.splice(index, 1);
        form.onChange(path, true);
      },
      'Take out',
    );
    remove.setAttribute('aria-label', `Take out ${one} ${index + 1}`);
    const set = element(
      'fieldset',
      'entry',
      element('legend', '', `${one} ${entries.length > 1 ? index + 1 : ''}`),
      ...fieldsOf(fields, entry, [...path, index], form),
      remove,
    );
    set.dataset.path = pathText([...path, index]);
    return set;
  });
  const add = pressable(
    'plain small',
    () => {
      entries.push(make());
      form.onChange([...path, entries.length - 1], true);
    },
    `Add: ${one.toLowerCase()}`,
  );
  const box = element('div', 'field list', ...boxes, add);
  box.dataset.path = pathText(path);
  return box;
}

/**
 * The value without what is empty: that is how it's written.
 * @param {any} value
 * @returns {any} `undefined` where nothing is left
 */
export function withoutEmpty(value) {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const kept = value.map(withoutEmpty).filter((one) => one !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const left = withoutEmpty(one);
    // Empty on purpose: nobody is named; came along and sat at no table.
    if ((key === 'members' || key === 'sessions') && Array.isArray(one) && one.length === 0)
      return [[key, one]];
    return left === undefined ? [] : [[key, left]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
