// Names of months and days of the week in the languages of the sources, as the stems that their inflections share.

/** January first. Alternatives of one month share its place; a stem is followed by letters or not. */
const MONTH_STEMS: readonly string[] = [
  'january jan januar januari janvier gennaio enero январ січ січн ocak ianuarie styczni január يناير',
  'february feb februar februari février febbraio febrero феврал лютого лютий лютому şubat februarie lut február فبراير',
  'march mar märz mars marzo maart март березн березень mart martie marc március مارس',
  'april apr avril aprile abril апрел квітн квітень nisan aprilie kwie április أبريل ابريل',
  'may mai maggio mayo mei май мая мае травн травень mayıs maj május مايو',
  'june jun juni juin giugno junio июнь июня июне июню червн червень haziran iunie czerw június يونيو',
  'july jul juli juillet luglio julio июль июля июле июлю липн липень temmuz iulie lip július يوليو',
  'august aug août agosto augustus август серпн серпень ağustos sierp augusztus أغسطس',
  'september sep sept septembre settembre septiembre сентябр вересн вересень eylül septembrie wrze szeptember سبتمبر',
  'october oct oktober octobre ottobre octubre октябр жовтн жовтень ekim octombrie październik október أكتوبر',
  'november nov novembre noviembre ноябр листопад kasım noiembrie listopad نوفمبر',
  'december dec dezember décembre dicembre diciembre декабр грудн грудень aralık decembrie grud december ديسمبر',
];

/** Monday first. */
const WEEKDAY_STEMS: readonly string[] = [
  'monday montag lundi lunedì lunes понедельник понеділ الاثنين',
  'tuesday dienstag mardi martedì martes вторник вівтор الثلاثاء',
  'wednesday mittwoch mercredi mercoledì miércoles среда среду среды среде середа середу середи середі الأربعاء',
  'thursday donnerstag jeudi giovedì jueves четверг четвер الخميس',
  "friday freitag vendredi venerdì viernes пятниц п'ятниц الجمعة",
  'saturday samstag samedi sabato sábado суббот субот السبت',
  'sunday sonntag dimanche domenica domingo воскресень неділ الأحد',
];

/** Short forms stand alone; a stem of four letters or more may be followed by an ending. */
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 4;

/** 1 for the first of the list, by any of its stems; of words in lower case. */
function reader(list: readonly string[]): (word: string) => number | undefined {
  const whole = new Map<string, number>();
  for (const [index, stems] of list.entries())
    for (const stem of stems.split(' ')) whole.set(stem, index + 1);
  return (word) => {
    for (let length = word.length; length >= Math.max(1, word.length - LONGEST_ENDING); length--) {
      const found = whole.get(word.slice(0, length));
      if (found !== undefined && (length === word.length || length >= SHORTEST_STEM)) return found;
    }
    return undefined;
  };
}

/** 1 for January. */
export const monthOf = reader(MONTH_STEMS);

/** 1 for Monday, as ISO 8601 counts. */
export const weekdayOf = reader(WEEKDAY_STEMS);
