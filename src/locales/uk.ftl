# Слова інтерфейсу українською. Вміст лишається своєю мовою.
# Стиль: просто, тепло, коротко, нейтрально. Одне повідомлення – одна думка.

## Види тез і чиї вони

kind-agreed = Узгоджено
kind-said = Заява
kind-reported = Повідомляють, не підтверджено
kind-denied = Спростовано
kind-open = Обговорено, не узгоджено
kind-analysis = Аналіз
kind-background = Довідка

told-by = (версія: { $who })
denied-by = (спростування: { $who })
denied-according-to = (спростовано; дані: { $who })

## Частини відповіді

section-lead = 📌 Головне
section-agreed = ✅ Узгоджено
section-open = 🔸 Обговорено, не узгоджено
section-others = 💬 Інші
section-reported = ❓ Повідомляють, не підтверджено
section-denied = 🚫 Спростовано
section-analysis = Аналіз
section-background = Довідка
section-promises = 🤝 Обіцянки
section-more = ▸ Ще { $count }
section-sources = Джерела
delegation-host = (господар зустрічі)
delegation-mediator = (посередник)
delegation-chair = (головує)
delegation-observer = (спостерігач)
continued = (продовження)
shortened = Це ще не все: кнопка відкриє решту.

one-origin = Усе тут відомо з одного джерела: { $source }.
one-origin-of-several = Першоджерело в усього тут одне: { $source }.
sources-counted = { $sources ->
    [one] { $sources } джерело
    [few] { $sources } джерела
   *[many] { $sources } джерел
}
sources-counted-countries = { $sources ->
    [one] { $sources } джерело
    [few] { $sources } джерела
   *[many] { $sources } джерел
} з { $countries ->
    [one] { $countries } країни
   *[many] { $countries } країн
}
lines-of-one-origin = { $lines ->
    [1] в одного рядка одне першоджерело
    [one] у { $lines } рядка лише по одному першоджерелу
   *[many] у { $lines } рядків лише по одному першоджерелу
}
source-one = Джерело:
source-one-warning = Єдине джерело; викладено за його версією.
source-machine-translation = машинний переклад
source-translation = переклад
source-carries = текст: { $source }
written-in = Мова тексту: { $languages }.

## Докази

evidence-title = Звідки це відомо
evidence-none = Тут більше нічого підтверджувати: тези відкликано.
evidence-sources = { $count ->
    [1] Джерело
   *[other] Джерела ({ $count })
}
evidence-origins = { $count ->
    [1] усе з одного першоджерела
    [one] { $count } першоджерело
    [few] { $count } першоджерела
   *[many] { $count } першоджерел
}
evidence-answers = Що на це кажуть інші
evidence-promise = Що стало з обіцянкою
answer-denies = Спростовано
answer-disputes = Заперечено
answer-confirms = Підтверджено
answer-replaces = Замінено
answer-denies-by = Спростовує: { $who }
answer-disputes-by = Заперечує: { $who }
answer-confirms-by = Підтверджує: { $who }
answer-replaces-by = Замінює: { $who }
owner-state = державне видання
owner-public = суспільний мовник
owner-private = приватне видання
owner-government = сайт органу влади
owner-party = партійне видання
source-untitled = відкрити джерело
says-so = каже саме це
quoted = «{ $quote }»
quote-translated = (переклад; мова оригіналу: { $language })
quote-translated-from = (переклад; { $language }: «{ $original }»)
says-partly = каже про це лише частково
says-otherwise = каже інакше
denies = Спростовує: { $what }
change-corrected = Виправлено { $date }; було: «{ $was }». { $why }
change-withdrawn = Відкликано { $date }: { $why }
promise = Обіцянка: { $title }
step-made = дано
step-begun = виконується
step-kept = виконано
step-stalled = загальмувалося
step-lapsed = втратило чинність
step-withdrawn = відкликано

## Дати, які не є одним днем

date-uncertain = { $date } (?)
date-about = близько { $date }
date-since = з { $date }
date-until = до { $date }

## Хронологія, цитати, переговори, пошук

timeline-title = Хронологія
timeline-empty = У цьому раунді поки нічого не датовано окремо. Інші раунди: /talks
timeline-before = ▸ { $count ->
    [one] { $count } давніша теза
    [few] { $count } давніші тези
   *[many] { $count } давніших тез
}
timeline-all = { $count ->
    [one] { $count } раунд
    [few] { $count } раунди, спочатку нове
   *[many] { $count } раундів, спочатку нове
}
timeline-all-empty = Показувати поки нічого.
quotes-title = Цитати
quotes-empty = Прямих цитат із цих переговорів поки немає. Інші: /talks
talks-title =
    { $count ->
        [one] { $count } раунд переговорів
        [few] { $count } раунди переговорів, спочатку нові
       *[many] { $count } раундів переговорів, спочатку нові
    }
search-title =
    { $count ->
        [one] { $count } теза на запит «{ $query }»
        [few] { $count } тези на запит «{ $query }»
       *[many] { $count } тез на запит «{ $query }»
    }
search-more-with-fewer = Тут { $count } найкращих. Коротший запит покаже всі, сторінка за сторінкою.
search-partial = Усіх цих слів разом немає в жодній тезі; тут є більшість із них.
search-promised = обіцянки
search-nearest = Може, одне з цих слів?
search-topics = Або виберіть тему.
which-round = Який раунд ви маєте на увазі?
which-round-hint = Виберіть нижче або допишіть місце й місяць: { $example }
unknown-round-choose = Виберіть один із цих; усі раунди: /talks.
button-search-words = Шукати: { $words }
search-nothing = На запит «{ $query }» нічого не знайдено
search-nothing-hint = Спробуйте менше слів, ім’я або місце. Усі переговори: /talks.

## Пам’ять: обіцянки, позиції, висловлювання, виправлення

promises-title =
    { $count ->
        [one] { $count } обіцянка
        [few] { $count } обіцянки, спочатку ті, де є нове
       *[many] { $count } обіцянок, спочатку ті, де є нове
    }
promises-none = Таких обіцянок немає
promises-none-hint = Усі обіцянки: /promises
promises-unknown = Не знаю такої сторони, теми чи стану: { $words }.
promises-unknown-hint = Спробуйте { $party } або { $state } чи відкрийте всі обіцянки.
promise-since = · { $date }
promise-on = · { $date }
promise-account =
    { $count ->
        [one] відомо від однієї сторони: { $who }
       *[other] відомо лише від цих сторін: { $who }
    }
promise-reported = повідомляють, не підтверджено
promise-if = За умови: { $what }
promise-due = Термін: { $date }

compare-title = Позиції сторін
compare-choose = Виберіть тему, щоб побачити останні слова кожної сторони.
compare-nothing = Порівнювати поки нічого
compare-unknown = Порівнювати нічого: { $topic }.
nothing-on-record = відомостей немає

who-empty = Чиї слова показати?
who-unknown = Не знаю, хто це: { $name }.
who-several = Кого ви маєте на увазі: { $name }?
who-hint = Напишіть ім’я і, якщо хочете, слова: { $example }. Або виберіть:
who-count =
    { $count ->
        [one] { $count } теза, за питаннями
        [few] { $count } тези, за питаннями
       *[many] { $count } тез, за питаннями
    }
who-nothing = Відомостей немає.
who-nothing-hint = Спробуйте без додаткових слів або відкрийте /talks.

corrections-title =
    { $count ->
        [one] { $count } виправлення
        [few] { $count } виправлення, спочатку нові
       *[many] { $count } виправлень, спочатку нові
    }
corrections-none = Виправляти поки нічого не довелося.
corrections-none-hint = Якщо теза виявиться хибною, тут буде видно, що в ній було раніше.
correction-corrected = виправлено
correction-withdrawn = відкликано
correction-now = Тепер:
correction-was = Було: «{ $was }»
correction-why = Чому: { $why }

## Дайджести

digest-title-first = Що відомо на сьогодні
digest-title-new = Нове після минулого дайджесту
digest-title-agreed = Узгоджено щойно; решта – у дайджесті
digest-preview-title = Попередній перегляд: таким дайджест був би зараз
digest-news-title = Нове з минулого разу
new-nothing = З минулого разу нічого нового
new-nothing-hint = /latest – останній раунд. З дайджестом (/digest) нове надходить саме.
digest-look-back = Сьогодні нового немає, згадаймо попереднє
digest-nothing = Сьогодні нового немає
digest-newest-round = Останній раунд поки той самий:
digest-more =
    { $count ->
        [one] ще { $count }: { $topics }
       *[other] ще { $count }: { $topics }
    }
digest-points =
    { $count ->
        [one] { $count } теза: { $topics }
        [few] { $count } тези: { $topics }
       *[other] { $count } тез: { $topics }
    }
digest-further-rounds =
    { $rounds ->
        [one] і ще { $count } у { $rounds } раунді
       *[other] і ще { $count } у { $rounds } раундах
    }
digest-corrected = ✏️ Виправлено:
digest-withdrawn = ✏️ Відкликано:
digest-further-changes =
    { $count ->
        [one] і ще { $count } виправлення
        [few] і ще { $count } виправлення
       *[other] і ще { $count } виправлень
    }
digest-older = З попередніх раундів:
digest-older-more =
    { $rounds ->
        [one] і ще { $count } у { $rounds } раунді
       *[other] і ще { $count } у { $rounds } раундах
    }
digest-older-title = Додано з попередніх раундів:
digest-introduced = Тепер у вашому дайджесті: { $topics }
digest-last-sent = Минулий надійшов { $when }.
digest-last-waiting = Минулий призначено на { $when }, і він уже в дорозі.
digest-last-unsent = Минулий ({ $when }) надіслати не вдалося.
digest-inside = Зараз у ньому було б: { $what }.
digest-inside-points =
    { $count ->
        [one] { $count } нова теза
        [few] { $count } нові тези
       *[other] { $count } нових тез
    }
digest-inside-changes =
    { $count ->
        [one] { $count } виправлення
        [few] { $count } виправлення
       *[other] { $count } виправлень
    }
digest-inside-older =
    { $count ->
        [one] { $count } теза попередніх раундів
        [few] { $count } тези попередніх раундів
       *[other] { $count } тез попередніх раундів
    }
digest-inside-nothing = За вашими темами нового немає. Якщо так і буде, цього дня дайджест не надійде.
digest-inside-look-back = За вашими темами нового немає. Якщо так і буде, надійде добірка з попереднього.
digest-no-topics = Жодної з вибраних тем більше немає: виберіть інші.
digest-none-sent-here = Зараз цей бот дайджестів не розсилає.
digest-zone-lost = Часовий пояс { $zone } мені більше не відомий. Дайджести й далі надходять за UTC{ $offset }, без літнього часу. Виберіть інший: /digest

## Панель /digest та її слова

digest-panel-title = Ваш дайджест
digest-offer-title = Дайджест новин
digest-channel-title = Дайджест каналу { $channel }
digest-channel-offer-title = Дайджест для каналу { $channel }
digest-offer = Виберіть час – і все готово. Дні й теми можна змінити будь-коли.
digest-schedule = { $days }, { $time } ({ $zone })
digest-days-daily = Щодня
digest-days-weekdays = З понеділка до п’ятниці
digest-days-list = По { $days }
digest-kept-weekdays = з понеділка до п’ятниці
digest-kept-list = по { $days }
digest-weekday =
    { $day ->
        [0] понеділках
        [1] вівторках
        [2] середах
        [3] четвергах
        [4] п’ятницях
        [5] суботах
       *[6] неділях
    }
digest-topics-all = Усі теми
digest-topics = Теми: { $topics }
digest-topics-none = Без тем, лише те, за чим ви стежите
digest-follows = Ви стежите: { $what }
digest-follows-first = Ви стежите: { $what } – це йде в дайджесті першим, хоча в ньому й так усі теми
digest-kept-follows =
    { $count ->
        [one] { $count } підписка на нове
        [few] { $count } підписки на нове
       *[many] { $count } підписок на нове
    }
digest-agreed-on = Про узгоджене повідомимо одразу: до трьох повідомлень на день, ніколи в тихі години.
digest-agreed-off = Про узгоджене розповість дайджест.
digest-card-on = Кожен дайджест починається з картинки, якщо є що показати.
digest-card-off = Дайджести надходять без картинки.
follows-title = За чим ви стежите
follows-channel-title = За чим стежить дайджест «{ $channel }»
follows-none = Поки ні за чим.
follows-how = Додайте ім’я або слова: { $example }, { $words }. Або натисніть «Стежити» під /who, /compare, /promises і /search.
follows-all-topics = У вашому дайджесті й так усі теми, тож це лише йде в ньому першим. Щоб надходило тільки це: /digest, «Теми», «Лише те, за чим стежу».
follows-is-paused = на паузі
follows-dropped = Більше не стежимо: { $what }
follows-dropped-all = Більше не стежимо: { $what }. Крім цього в дайджесті нічого не було, тож його вимкнено.
follows-paused = На паузі: { $what }
follows-resumed = Знову стежимо: { $what }
follows-gone = За цим ви вже не стежите.
follow-added =
    { $count ->
        [0] Стежимо: { $what }. Поки про це нічого немає.
        [one] Стежимо: { $what }. Поки є { $count } пункт.
        [few] Стежимо: { $what }. Поки є { $count } пункти.
       *[many] Стежимо: { $what }. Поки є { $count } пунктів.
    }
follow-already = Ви вже стежите: { $what }.
follow-full = Ви стежите вже за { $limit } речами, більше не можна. Приберіть щось, щоб звільнити місце.
follow-only = У ньому лише те, за чим ви стежите. Додати теми: /digest
follow-which = { $words }: це може означати різне.
follow-unheard = Такого імені я не знаю: { $words }. І публікацій про це поки немає.
follow-choose = За чим стежитимемо?
follow-topic = Тема: { $name }
follow-party = Що каже { $name }
follow-wordless = За знаком чи смайликом стежити не вийде: потрібне ім’я або слова. Наприклад: /follow lavrov
follow-words = Стежити можна за ім’ям або за кількома словами, до { $limit } знаків. Наприклад: /follow lavrov
digest-when-new = Надходить, лише коли є новини
digest-when-always = Надходить завжди; якщо новин немає – з добіркою з попереднього
digest-language = Мова: { $language }
digest-language-ask = Мова: { $language }. Іншу можна вибрати нижче.
digest-next = Наступний: { $when }
digest-paused = На паузі, доки ви його не відновите.
digest-paused-silent = На паузі: мені не дозволено писати. Поверніть мені це право й відновіть дайджест.
digest-paused-topic-closed = На паузі: тему закрито. Відкрийте її знову й відновіть дайджест.
digest-paused-topic-deleted = На паузі: тему видалено.
digest-none = Дайджест ще не налаштовано.
digest-suggested = Ще не налаштовано. Можна так:
digest-unsubscribed = Підписку скасовано.
digest-ended = Дайджест припинився, коли бота заблокували або видалили.
digest-choose-time = Виберіть час або змініть його кнопками.
digest-choose-zone = Виберіть часовий пояс.
digest-choose-days = Виберіть дні.
digest-choose-language = Виберіть мову. Що ще не перекладено, надходить англійською.
digest-choose-topics = Виберіть теми.
digest-which-city = Що з цього ви маєте на увазі?
digest-city-question = У якому ви місті?
digest-city-hint = Напишіть у відповідь місто або часовий пояс, наприклад: Київ, Berlin чи UTC+3.
digest-city-leave = Щоб усе лишилося як є, надішліть /digest.
digest-city-placeholder = Київ
digest-as-it-was = Кнопка «Відновити» поверне все як було:
digest-offer-again = Або виберіть час: решта не зміниться.
digest-kept = Як і раніше: { $what }
digest-begin-question = Щоденний дайджест: у якому ви місті?
digest-begin-hint = Він надходитиме о { $time } за вашим часом. Натисніть на своє місто або напишіть його – будь-якою мовою.
digest-begin-unknown = Не знаю такого місця: { $word }.
digest-begin-again = Напишіть велике місто поблизу або додайте країну: Ольштин, Польща. Передумали? Надішліть /digest
digest-done-today = Готово: перший дайджест сьогодні о { $time }, { $place }
digest-done-tomorrow = Готово: перший дайджест завтра о { $time }, { $place }
digest-done-later = Готово: перший дайджест – { $when }, { $place }
digest-done-hint = Змінити будь-що можна нижче, а згодом – командою /digest
digest-nothing-new = Після минулого дайджесту нічого нового немає.
digest-nothing-new-hint = Сьогодні нічого б не надійшло. Останні переговори: /latest

channel-question = Якому каналу надсилати дайджест?
channel-question-hint = Виберіть його кнопкою нижче. Якщо мене там ще немає, Telegram мене додасть. Немає кнопки? Напишіть: /digest @name 09:00
channel-picked = Вибрано: { $channel }
channel-cancelled = Нічого не вибрано.
channel-in-private = Дайджест каналу налаштовують в особистому чаті зі мною.
channel-unknown = Не можу знайти такий канал.
channel-unknown-hint = Перевірте його @назву або виберіть зі списку: /digest channel
channel-bot-absent = Я не адміністратор цього каналу.
channel-bot-absent-hint = Зробіть мене в ньому адміністратором із правом публікувати й спробуйте ще раз.
channel-bot-silent = Мені не дозволено публікувати в цьому каналі.
channel-bot-silent-hint = Дайте мені в ньому право «Публікація повідомлень» і спробуйте ще раз.
channel-not-yours = Ви не адміністратор цього каналу.
channel-not-yours-hint = Змінювати його дайджест можуть лише власник і адміністратори. Ваш власний: /digest
channel-unanswered = Не вдалося перевірити права в цьому каналі.
channel-unanswered-hint = Спробуйте ще раз за хвилину.
channel-news-added = Тепер я можу публікувати в каналі { $channel }.
channel-news-added-hint = Дайджест налаштовують тут: підписники цього не бачать.
channel-news-silent = Мене додали до каналу { $channel }, але публікувати там я не можу.
channel-news-silent-hint = Щоб надходив дайджест, дайте мені право «Публікація повідомлень» у списку адміністраторів.
channel-news-paused = Дайджест каналу { $channel } на паузі: мені більше не дозволено там публікувати.
channel-news-paused-hint = Поверніть мені право «Публікація повідомлень» і відновіть його: /digest channel
channel-line = Дайджест: { $schedule }. { $state }
channel-line-none = { $state } Щоб налаштувати: /digest 09:00 Europe/Kyiv

digest-bad-time = Не розумію { $word } як час.
digest-bad-day = Який день? Після { $word } потрібен день, наприклад: кожен понеділок
digest-bad-zone = Не знаю часового поясу { $word }.
digest-bad-word = Не розумію { $word }.
digest-twice-time = Укажіть лише один час: тут є ще й { $word }.
digest-twice-zone = Укажіть лише один часовий пояс: тут є ще й { $word }.
digest-twice-when = Зайве: { $word }. Напишіть або new, або always.
digest-twice-days = Дні вказано двічі: { $word }. Залиште один раз.
digest-twice-topics = Теми вказано двічі: { $word }. Залиште один раз.
digest-nearest = Може, { $zones }?
digest-understood-time = Час пишуть так: 09:00, 9, 7 вечора або опівдні.
digest-understood-day = Дні пишуть так: щодня, будні, пн, пн,чт або пн-пт.
digest-understood-zone = Часовий пояс: місто (Київ), назва (Europe/Berlin) або зсув (UTC+3). До невеликого міста додайте країну: Ольштин, Польща.
digest-understood-word = Можна вказати час (09:00), місто або часовий пояс (Київ), дні (щодня, будні, пн,чт), теми (ukraine, economy), new або always. Або одне слово: now, why, pause, resume, off.
digest-example = Наприклад: { $example }

managers-only = Змінювати дайджест і налаштування групи можуть лише адміністратори. Власний дайджест можна налаштувати в особистому чаті зі мною.
managers-unknown = Не вдалося перевірити, чи ви тут адміністратор. Спробуйте ще раз за хвилину.

welcome-back = З поверненням! Ваш дайджест припинився, коли бота заблокували або видалили.
welcome-back-hint = Відновити: /digest resume. Змінити: /digest

mydata-none = Про цей чат нічого не зберігається.
file-refused = Я не можу надсилати сюди файли. Напишіть мені в особистий чат або дозвольте файли тут.
mydata-caption = Усе, що зберігається про цей чат.
forget-question = Видалити все, що зберігається про цей чат?
forget-what = Мову, часовий пояс, інші налаштування, дайджести, те, за чим ви стежите, й записи про надіслані дайджести. Скасувати це не можна, і дайджести більше не надійдуть.
forget-done = Видалено. Про цей чат більше нічого не зберігається.
forget-done-hint = Запитувати можна й далі. Новий дайджест: /digest
forget-kept = Нічого не видалено.

## Кнопки

button-evidence = Джерела
button-share = Поділитися
button-share-to-chat = Надіслати в чат
button-copy-link = Копіювати посилання
button-copy-newest = Посилання на останнє
button-add-to-group = Додати до групи
button-add-to-channel = Додати до каналу
button-open = Відкрити в боті
inline-nothing = Нічого не знайдено. Усі теми
button-back = ‹ Назад
button-topics = Теми
button-home = ‹ На початок
button-compare = Порівняти
button-compare-topics = Інші теми
button-all-rounds = Усі раунди
button-corrections = Усі виправлення
button-rest = { $topic }: ще { $count } · { $round }
button-by-round = За раундами
button-all-promises = Усі обіцянки
button-next = Далі { $page }/{ $of }
button-previous = Попер. { $page }/{ $of }
button-get-digests = Дайджест
button-digest = Дайджест
button-begin = 🔔 Щоденний дайджест
button-digest-time = Час
button-digest-zone = Часовий пояс
button-digest-days = Дні
button-digest-language = Мова
button-digest-topics = Теми
button-digest-follows = Стежу
button-only-follows = Лише те, за чим стежу
button-follow = Стежити
button-drop = ✕ Прибрати
button-agreed = Одразу, щойно узгоджено
button-digest-new = Дні без новин: вимк.
button-digest-always = Дні без новин: увімк.
button-digest-card-on = Картинка зверху: увімк.
button-digest-card-off = Картинка зверху: вимк.
button-all-topics = Усі теми
button-preview = Приклад
button-pause = Пауза
button-resume = Відновити
button-change = Змінити
button-unsubscribe = Відписатися
button-paused-undo = На паузі · Скасувати
button-unsubscribed-undo = Ви відписалися · Скасувати
button-as-before = Відновити
button-channel = Для каналу…
button-channel-setup = Налаштувати дайджест
button-channel-choose = Вибрати канал
button-channel-cancel = Скасувати
button-step-hours = { $step } год
button-step-minutes = { $step } хв
button-city = Написати місто…
button-offsets = Зсув від UTC…
button-forget = Видалити все
button-keep = Залишити

## Що Telegram показує до першого повідомлення і в профілі бота: не більше 512 і 120 знаків

bot-description =
    Дипломатичні переговори коротко: хто зустрічався, про що домовилися, хто що каже, про що лише повідомляють і що спростовано. Кожен рядок має джерело, і перевірити його можна одним дотиком.

    Виберіть тему або запитайте своїми словами, порівняйте позиції сторін і отримуйте дайджест, коли є новини.
bot-short-description = Дипломатичні переговори коротко й із джерелами: теми, позиції, обіцянки та дайджест новин.

## Вітання, допомога, налаштування, приватність

start-title = Вітаємо в Communiqué
start-about = Дипломатичні переговори коротко й із джерелами: що узгоджено, хто що каже, про що лише повідомляють і що спростовано.
start-choose = Виберіть тему або підпишіться на щоденний дайджест. Усі команди: /help

help-title = Про що можна запитати
help-topics = Теми
help-commands = Інші команди
help-administrators = Для адміністраторів цієї групи
help-line = { $command } – { $description }
help-talk = Щоб запитати про давніші переговори, додайте місце чи місяць: { $example }. Без цього – останні переговори на цю тему.
help-statuses = Як читати відповідь
help-agreed = Узгоджено: з цим погодилися всі делегації
help-said = Ім’я на початку: так каже ця людина чи сторона
help-reported = Повідомляють, не підтверджено: медіа або неназвані посадовці; спростування, якщо є, – поруч
help-analysis = Аналіз і довідка: згорнуті наприкінці, торкніться, щоб відкрити
help-evidence = Кнопка «Джерела» показує, звідки взято кожну тезу

settings-title = Налаштування
settings-language = Мова: { $language }, як у вашому застосунку Telegram. Що ще не перекладено, надходить англійською.
settings-language-chosen = Мова: { $language }. Що ще не перекладено, надходить англійською.
settings-zone = Часовий пояс: { $zone }
settings-digest = Дайджест: { $schedule }

privacy-title = Приватність
privacy-stored = Запитання не зберігаються. Коли ви вибираєте дайджест, часовий пояс, мову або, у групі, інше налаштування чи користуєтеся /new, ми зберігаємо: номер чату (і попередній), його тип, що й коли ви вибрали, за чим стежите (ім’я або ваші слова), що вже показав /new та чи було бота заблоковано або видалено.
privacy-digests = Для дайджесту ще й те, що вам уже надіслано, а про кожен випуск – час, результат, кількість спроб, номер повідомлення, його текст і чи його виправлено, 30 днів.
privacy-broadcasts = Ті, хто веде бота, можуть написати всім чатам зі збереженими налаштуваннями. Чи дійшло це до цього чату, зберігається 30 днів.
privacy-shared = Якщо ви просите картинку або ділитеся відповіддю, набравши ім’я бота в іншому чаті, ми 30 днів зберігаємо номер цього повідомлення разом із номером чату або вашим, щоб виправити його, якщо теза в ньому виявиться хибною. У який чат ви його надіслали, нам не видно.
privacy-not = Ніколи не зберігаються: імена, те, що ви пишете, хто що натискав.
privacy-groups = У групах бот читає лише звернені до нього повідомлення; у каналах дивиться тільки на команди.
privacy-search = Слова, які ви шукаєте, не потрапляють до журналів і зберігаються, лише якщо ви за ними стежите.
privacy-rights = /mydata надішле все це файлом; /forget видалить.

## Команди, як їх описують меню та /help

command-digest = Щоденний дайджест у зручний час
command-follow = Стежити за ім’ям, стороною або словами
command-stop = Відписатися від дайджесту
command-mydata = Завантажити мої дані
command-forget = Видалити мої дані
command-start = Вітання й теми
command-help = Про що можна запитати
command-settings = Ваші налаштування
command-latest = Останні переговори коротко
command-talks = Усі переговори
command-new = Що нового з минулого разу
command-timeline = Що й коли сталося: в усіх раундах або в одному
command-quotes = Пряма мова
command-promises = Що обіцяли і що з того вийшло
command-compare = Позиції сторін поруч
command-who = Що сказала людина чи сторона
command-corrections = Що було хибним і як правильно
command-search = Пошук слів у всіх переговорах
command-privacy = Що про вас зберігається

## Відповіді на те, на що відповісти не можна

unknown-command = Команди { $command } немає.
unknown-command-suggestion = Команди { $command } немає. Може, { $suggestion }?
unknown-command-hint = /help покаже, про що можна запитати.
unknown-talk = Не знаю переговорів { $talk }.
unknown-talk-hint = Усі переговори: /talks
topic-not-in-talk = { $talk }: на тему «{ $topic }» нічого немає.
topic-not-in-talk-hint = Останнє на цю тему: { $command }
search-empty = Що шукати?
search-empty-hint = Напишіть слова після команди: { $example }
search-too-long = Запит задовгий. Не більше ніж { $limit } знаків, будь ласка.
argument-too-long = Це задовге для назви раунду. Усі раунди: /talks
forwarded-command = Це переслана команда, тому її не виконано. Щоб вона спрацювала, надішліть її самі.
stale-button = Ця кнопка застаріла. Надішліть команду ще раз, і відповідь буде свіжою.
slow-down = Забагато одразу. Зачекайте трохи й запитайте знову.
went-wrong = У нас щось пішло не так. Спробуйте, будь ласка, за хвилину.
no-content = Переговорів поки немає. Завітайте пізніше.

## Для операторів

command-stats = Цифри для операторів
stats-title = Цифри
stats-chats = { $count ->
        [one] { $count } чат із налаштуваннями
        [few] { $count } чати з налаштуваннями
       *[many] { $count } чатів із налаштуваннями
    }
stats-subscriptions = Дайджести: активні { $active }, на паузі { $paused }, закриті { $closed }
stats-deliveries = Призначено за останні 24 години: надіслано { $sent }, чекають { $waiting }, недоступних чатів { $gone }, відхилено { $rejected }
stats-copies = Виправлено повідомлень за 30 днів: { $corrected }; чекають: { $waiting }; не вдалося: { $failed }
stats-copies-reasons = Чому: { $reasons }
stats-content = Вміст { $version }: переговори { $talks }, тези { $points }
stats-chart = Дайджести, { $first } – { $last }
stats-chart-days = День ({ $zone })
stats-chart-digests = Дайджести
stats-chart-sent = надіслано
stats-chart-gone = чат недоступний
stats-chart-rejected = відхилено

## Оператори: /reload і що їм повідомляють про вміст

command-reload = Оновити вміст
reload-done = Вміст оновлено
reload-same = Нічого не змінилося
reload-version = Поточна версія: { $version }
reload-talks-added = Додано переговори ({ $count }):
reload-talks-changed = Змінено переговори ({ $count }):
reload-talks-removed = Видалено переговори ({ $count }):
reload-points = Тези: додано { $added }, змінено { $changed }, видалено { $removed }
reload-refused =
    { $count ->
        [one] У вмісті { $count } помилка, його не прийнято
        [few] У вмісті { $count } помилки, його не прийнято
       *[many] У вмісті { $count } помилок, його не прийнято
    }
reload-more = … і ще { $count }
reload-goes-on = Читачі й далі бачать попередню версію. Виправте файли: бот сам прочитає їх знову.
reload-good-again = Вміст виправлено, і він уже чинний

## Групи

repeat-above = Відповідь трохи вище.
repeat-link = Перейти до відповіді
ask-administrators-only = У цій групі запитувати можуть лише адміністратори. Запитайте мене в особистому чаті.
introduction-title = Вітаю! Я коротко розповідаю про дипломатичні переговори, завжди з джерелами.
introduction-ask = Почніть із /latest або відкрийте /help.
introduction-digest = Адміністратори можуть налаштувати, щоб сюди надходив щоденний дайджест.
button-set-up = Налаштувати дайджест
settings-ask-everyone = Запитувати можуть усі.
settings-ask-administrators = Запитувати можуть лише адміністратори; решті я не відповідаю.
settings-delete-off = Команди лишаються після відповіді.
settings-delete-on = Команди видаляються після відповіді.
settings-delete-lacking = Видаляти їх поки не можу: зробіть мене адміністратором із правом видаляти повідомлення.
settings-quiet-off = Тихих годин немає.
settings-quiet-on = Тихі години { $hours }, { $zone }: мої повідомлення надходять без звуку.
button-ask-everyone = Можуть запитувати всі
button-ask-administrators = Лише адміністратори
button-delete-questions = Видаляти команди
button-quiet = Тихі години
button-quiet-off = Без тихих годин
paused-title =
    { $count ->
        [one] { $count } дайджест тут призупинено
        [few] { $count } дайджести тут призупинено
       *[many] { $count } дайджестів тут призупинено
    }
paused-topic-closed = { $schedule }: тему закрито.
paused-topic-deleted = { $schedule }: тему видалено. Відновіть його, і він надходитиме сюди.
paused-silent = { $schedule }: мені не дозволено тут писати.
paused-resumed = Дайджест відновлено.
paused-taken = У цій темі вже є дайджест. Надішліть /digest в іншій темі, щоб він був там.
pause-news = Дайджест у групі { $group } на паузі
pause-news-by = Хто поставив на паузу: { $person }.
pause-news-by-somebody = Його поставив на паузу один з адміністраторів.
pause-news-silent = Мені більше не дозволено там писати. Поверніть мені це право й відновіть дайджест.
pause-news-silent-by = У мене відкликано право писати там ({ $person }). Поверніть його й відновіть дайджест.
pause-news-topic-closed = Тему, куди він надходив, закрито. Відкрийте її знову й відновіть дайджест.
pause-news-topic-deleted = Тему, куди він надходив, видалено. Відновіть його, і він надходитиме до самої групи.
pause-over = Я можу тут писати, тож дайджест продовжується.
button-resume-one = Відновити { $time }

## Оператори: /broadcast

command-broadcast = Написати всім чатам
broadcast-question = Що ви хочете сказати всім?
broadcast-question-hint = Надішліть одне повідомлення з потрібним оформленням. Спочатку ви побачите, який вигляд воно має.
broadcast-placeholder = Ваше повідомлення всім
broadcast-text-only = Усім можна надіслати лише текст. Напишіть повідомлення без картинки й без файлу.
broadcast-too-long = Тут { $length } знаків, а в повідомлення вміщується { $most }. Скоротіть його.
broadcast-refused = Telegram не прийняв це повідомлення, тому надіслати його не можна. Напишіть його інакше, з простішим оформленням, і повторіть /broadcast.
broadcast-off = Поки DIGESTS вимкнено, бот нічого не розсилає й лише відповідає
broadcast-preview = Такий вигляд це матиме
broadcast-reach =
    { $count ->
        [0] Під цей вибір не підпадає жоден чат.
        [one] Отримає { $count } чат.
        [few] Отримають { $count } чати.
       *[many] Отримають { $count } чатів.
    }
broadcast-hint = Виберіть, хто отримає. Чернетка чинна годину.
broadcast-all = Усі чати
broadcast-subscribers = З дайджестом
broadcast-any-language = Будь-яка мова
button-broadcast-send = Надіслати ({ $count })
button-broadcast-cancel = Скасувати
button-broadcast-stop = Зупинити
broadcast-cancelled = Скасовано: нічого не надіслано
broadcast-expired = Це повідомлення вже не надіслати: його скасовано або воно старше за годину. Напишіть його знову: /broadcast
broadcast-busy = Інше повідомлення ще надсилається. Зачекайте, доки воно завершиться, або зупиніть його.
broadcast-sending = Надсилається
broadcast-stopped = Зупинено
broadcast-done = Надіслано всім
broadcast-sent = Надіслано: { $sent } з { $total }
broadcast-gone = Недоступні чати: { $count }
broadcast-rejected = Відхилено Telegram: { $count }
broadcast-unsent = Не надіслано через зупинку: { $count }
broadcast-left = Лишилося надіслати: { $count }

button-picture = Картинка
picture-delegations = Хто був за столом
picture-promises = Що сталося з обіцянками
picture-nameless = імена невідомі
# Рядки, що не вмістилися в картинку.
picture-more = + ще { $count } у боті
# Під картинкою, у підпис до якої вмістилося не все.
picture-rest = Решта – у тексті.
picture-failed = Картинка поки не готова. Натисніть ще раз за хвилину; у тексті вище сказано те саме.
picture-refused = До цього чату картинки надсилати не можна. У тексті вище сказано те саме.

## Повідомлення, виправлені на місці

copy-corrected = ✏️ Виправлено { $date }: було «{ $was }». { $why }
copy-corrected-why = ✏️ Виправлено { $date }: { $why }
copy-withdrawn = ✏️ Відкликано { $date }: { $why }
copy-denial = ✏️ Спростування змінилося, { $date }: { $why }
