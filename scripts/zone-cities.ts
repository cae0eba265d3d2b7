// The entry of `npm run zones`: writes src/digests/zone-cities.json from CLDR.

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { foldCity } from '../src/digests/zone-cities.ts';
import { createLocales } from '../src/locales/locale.ts';

const FILE = new URL('../src/digests/zone-cities.json', import.meta.url);
/** In which cities are found, but not shown: each script that Telegram's readers write, and the large languages. */
const FOUND_IN =
  'ar az be bg bn cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mn nb nl pl pt ro sk sl sr sv th tr ur uz vi zh zh-Hant'.split(
    ' ',
  );
const LICENCE = '© Unicode, Inc., Unicode-3.0, https://www.unicode.org/license.txt';

/** Keys of zones in CLDR that do not begin with the country's code. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  gaza: 'PS',
  gazastrp: 'PS',
  hebron: 'PS',
  jeruslm: 'IL',
};

/** An entry of `timezone.json` in cldr-bcp47. */
interface Bcp47Zone {
  /** Every name of the zone in the IANA database, CLDR's own first. */
  readonly _alias?: string;
  /** The database's present name, where it is not CLDR's. */
  readonly _iana?: string;
}

type Tree = { readonly [part: string]: Tree | string };

const read = createRequire(import.meta.url);

/** The text of the file. */
export function zoneCities(): string {
  const { languages } = createLocales();
  const cities = languages.map((language) => exemplarCities(language));
  const others = FOUND_IN.map((language) => exemplarCities(language));
  const zones = bcp47Zones().map(({ cldr, zone, names, country }) => ({
    zone,
    country,
    links: names.filter((name) => name !== zone),
    found: otherNames(
      cities.map((of) => of(cldr) ?? nameOf(cldr)),
      others.flatMap((of) => of(cldr) ?? []),
    ),
    cities: cities.some((of) => of(cldr) !== undefined)
      ? cities.map((of) => of(cldr) ?? cities[0]?.(cldr) ?? nameOf(cldr))
      : [],
  }));
  const { version } = read('cldr-dates-full/package.json') as { version: string };
  return [
    '{',
    `  "source": ${JSON.stringify(`Unicode CLDR ${version}, ${LICENCE}`)},`,
    `  "languages": ${list(languages)},`,
    `  "zones": ${object(zones.map(({ zone, cities }) => [zone, list(cities)]))},`,
    `  "found": ${object(zones.flatMap(({ zone, found }) => (found.length > 0 ? [[zone, list(found)] as const] : [])))},`,
    `  "countries": ${object(countries(zones))},`,
    `  "links": ${object(zones.flatMap(({ zone, links }) => links.map((link) => [link, JSON.stringify(zone)] as const)))}`,
    '}',
    '',
  ].join('\n');
}

/** Of the names in other languages, those that are looked up as something else than the shown ones. */
function otherNames(shown: readonly string[], names: readonly string[]): readonly string[] {
  const others = new Map(names.map((name) => [foldCity(name), name]));
  for (const name of shown) others.delete(foldCity(name));
  return [...others.values()].toSorted();
}

function bcp47Zones() {
  const { keyword } = read('cldr-bcp47/bcp47/timezone.json') as {
    keyword: { u: { tz: Record<string, Bcp47Zone> } };
  };
  const { unk: _notAZone, ...zones } = keyword.u.tz;
  return Object.entries(zones).flatMap(([key, { _alias, _iana }]) => {
    const names = _alias?.split(' ') ?? [];
    const [cldr] = names;
    return cldr === undefined ? [] : [{ cldr, zone: _iana ?? cldr, names, country: countryOf(key) }];
  });
}

/** A key begins with the country's code, but for those of no place (UTS #35, "Time Zone Identifiers"). */
function countryOf(key: string): string | undefined {
  return OTHER_KEYS[key] ?? (/^(?:utc|gmt$)|\d/u.test(key) ? undefined : key.slice(0, 2).toUpperCase());
}

/** The zones of each country that has any. */
function countries(zones: readonly { readonly zone: string; readonly country: string | undefined }[]) {
  const byCountry = new Map<string, string[]>();
  for (const { zone, country } of zones) {
    if (country !== undefined) byCountry.set(country, [...(byCountry.get(country) ?? []), zone]);
  }
  return [...byCountry].map(([country, own]) => [country, list(own.toSorted())] as const);
}

/** The city of a zone, by CLDR's name; English has only those that differ from the name (UTS #35, "exemplarCity"). */
function exemplarCities(language: string): (cldr: string) => string | undefined {
  const file = read(`cldr-dates-full/main/${language}/timeZoneNames.json`) as {
    main: Record<string, { dates: { timeZoneNames: { zone: Tree } } }>;
  };
  const tree = file.main[language]?.dates.timeZoneNames.zone ?? {};
  return (cldr) => {
    let entry: Tree | string | undefined = tree;
    for (const part of cldr.split('/')) entry = typeof entry === 'object' ? entry[part] : undefined;
    const city = typeof entry === 'object' ? entry.exemplarCity : undefined;
    return typeof city === 'string' ? city : undefined;
  };
}

/** `Africa/Dar_es_Salaam` → `Dar es Salaam`. */
function nameOf(cldr: string): string {
  return cldr.slice(cldr.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}

/** Sorted by key, a line each. */
function object(entries: readonly (readonly [string, string])[]): string {
  const lines = entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `    ${JSON.stringify(key)}: ${value}`);
  return `{\n${lines.join(',\n')}\n  }`;
}

if (import.meta.main) writeFileSync(FILE, zoneCities());
