# Слова інтерфейсу українською. Вміст лишається своєю мовою.
# Стиль: просто, тепло, коротко, нейтрально. Одне повідомлення – одна думка.

## Види тез і чиї вони

kind-agreed = Узгоджено
kind-said = Сказано
kind-reported = Повідомляють, не підтверджено
kind-denied = Спростовано
kind-open = Обговорено, не узгоджено
kind-analysis = Аналіз
kind-background = Довідка

status-agreed = (узгоджено)
status-said = (за словами: { $who })
status-reported = (повідомляє: { $who }; не підтверджено)
status-open = (обговорено: { $who }; не узгоджено)
status-analysis = (аналіз: { $who })
told-by = (за версією: { $who })
denied-by = (спростування: { $who })
denied-according-to = (спростовано, за даними: { $who })

## Частини відповіді

section-agreed = ✅ Узгоджено
section-open = ◻️ Обговорено, не узгоджено
section-others = 💬 Інші
section-reported = ❓ Повідомляють, не підтверджено
section-denied = 🚫 Спростовано
section-analysis = Аналіз
section-background = Довідка
section-more = ▸ Ще { $count }
section-sources = Джерела
delegation-host = (господар зустрічі)
delegation-mediator = (посередник)
delegation-chair = (голова)
delegation-observer = (спостерігач)
continued = (продовження)
shortened = Це не все: кнопка відкриє решту.

one-origin = Усе тут відомо з одного джерела: { $source }.
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
    [one] { $lines } рядок
    [few] { $lines } рядки
   *[many] { $lines } рядків
} – з одного першоджерела
source-one = Джерело:
source-one-warning = Джерело одне: усе викладено так, як повідомляє воно.
source-machine-translation = машинний переклад
source-translation = переклад
source-carries = текст: { $source }
written-in = Мова викладу: { $languages }.

## Докази

evidence-title = Звідки це відомо
quoted = «{ $quote }»
quote-translated = (переклад; мова оригіналу: { $language })
quote-translated-from = (переклад; { $language }: «{ $original }»)
says-partly = каже про це частково
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
timeline-empty = У цих переговорів поки немає хронології.
quotes-title = Цитати
quotes-empty = У джерелах про ці переговори немає прямих цитат.
talks-title =
    { $count ->
        [one] { $count } раунд переговорів
        [few] { $count } раунди переговорів, спочатку нові
       *[many] { $count } раундів переговорів, спочатку нові
    }
search-title =
    { $count ->
        [one] { $count } теза на запит { $query }
        [few] { $count } тези на запит { $query }
       *[many] { $count } тез на запит { $query }
    }
search-more-with-fewer = Найкращих тут { $count }. Коротший запит покаже все, по сторінках.
search-partial = Усіх цих слів немає в жодній тезі; тут є більшість із них.
search-promised = обіцянки
search-nearest = Може, одне з цих слів?
search-topics = Або виберіть тему.
which-round = Який раунд ви маєте на увазі?
which-round-hint = Виберіть нижче або додайте місяць: { $example }
unknown-round-choose = Виберіть один із цих; усі раунди: /talks.
button-search-words = Шукати: { $words }
search-nothing = На запит { $query } нічого не знайдено
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
promise-since = з { $date }
promise-on = { $date }
promise-account = лише за версією: { $who }
promise-reported = повідомляють, не підтверджено
promise-if = За умови: { $what }
promise-due = Термін: { $date }

compare-title = Позиції сторін
compare-choose = Виберіть тему й побачите, що кожна сторона сказала останнім.
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
who-nothing-hint = Спробуйте без інших слів або відкрийте /talks.

corrections-title =
    { $count ->
        [one] { $count } виправлення
        [few] { $count } виправлення, спочатку нові
       *[many] { $count } виправлень, спочатку нові
    }
corrections-none = Виправляти поки нічого не довелося.
corrections-none-hint = Якщо теза виявиться хибною, тут буде видно, що в ній було раніше.
correction-corrected = виправлено
correction-withdrawn = знято
correction-now = Тепер:
correction-was = Було: «{ $was }»
correction-why = Чому: { $why }

## Дайджести

digest-title-first = Що відомо на сьогодні
digest-title-new = Нове від минулого дайджесту
digest-title-rotation = Сьогодні новин немає; ось одна з тем
digest-corrected = (виправлено; було: «{ $was }»)
digest-rest-in-bot = Ще { $count }, усе разом у боті
digest-rest = Ще { $count }, усе разом: { $command }
digest-zone-lost = Часовий пояс { $zone } тут більше не відомий. Дайджести надходять за UTC{ $offset }, без літнього часу; інший пояс можна вибрати командою /digest.
digest-sources =
    { $count ->
        [one] Джерело: { $names }. Джерело одне: усе викладено так, як повідомляє воно.
       *[other] Джерела: { $names }.
    }

## Панель /digest та її слова

digest-panel-title = Ваш дайджест
digest-offer-title = Дайджест новин
digest-channel-title = Дайджест каналу { $channel }
digest-channel-offer-title = Дайджест для каналу { $channel }
digest-offer = Виберіть час, і він надходитиме. Дні й теми можна змінити будь-коли.
digest-schedule = { $days } о { $time }, { $zone }
digest-days-daily = Щодня
digest-days-weekdays = З понеділка до п’ятниці
digest-days-list = Щотижня: { $days }
digest-topics-all = На всі теми
digest-topics = На теми: { $topics }
digest-when-new = Надходить, лише коли є нове
digest-when-always = Надходить, навіть якщо нового немає: тоді з однією темою по черзі
digest-language = Мова заголовків і кнопок: { $language }
digest-next = Наступний: { $when }
digest-paused = На паузі: нічого не надійде, доки ви його не відновите.
digest-paused-silent = Призупинено: мені не можна було писати. Поверніть мені це право й відновіть дайджест.
digest-paused-topic-closed = Призупинено: тему закрито. Відкрийте її знову й відновіть дайджест.
digest-paused-topic-deleted = Призупинено: тему видалено.
digest-none = Дайджесту поки немає.
digest-unsubscribed = Ви відписалися: дайджестів більше не буде.
digest-ended = Дайджест припинився, коли бота заблокували або видалили.
digest-choose-time = Виберіть час або посуньте його.
digest-choose-zone = Виберіть часовий пояс.
digest-choose-days = Виберіть дні.
digest-choose-language = Виберіть мову заголовків і кнопок; самі тези лишаються своєю мовою.
digest-choose-topics = Виберіть теми.
digest-which-city = Що з цього ви маєте на увазі?
digest-city-question = За часом якого міста?
digest-city-hint = Напишіть у відповідь місто або часовий пояс, наприклад: Київ, Berlin чи UTC+3.
digest-city-leave = Щоб усе лишилося як є, надішліть /digest.
digest-city-placeholder = Київ
digest-nothing-new = Від минулого дайджесту нічого нового.
digest-nothing-new-hint = Зараз він би не надійшов. Найновіші переговори: /latest.

channel-question = Якому каналу надсилати дайджест?
channel-question-hint = Виберіть його кнопкою внизу. Якщо мене в ньому ще немає, Telegram додасть мене з правом публікувати. Якщо кнопки немає, напишіть назву каналу: /digest @name 09:00
channel-picked = Вибрано: { $channel }
channel-cancelled = Нічого не вибрано.
channel-in-private = Дайджест каналу налаштовують в особистому чаті зі мною.
channel-unknown = Такого каналу знайти не вдалося.
channel-unknown-hint = Перевірте його @назву або виберіть зі списку: /digest channel
channel-bot-absent = Я не адміністратор цього каналу.
channel-bot-absent-hint = Зробіть мене в ньому адміністратором із правом публікувати й спробуйте ще раз.
channel-bot-silent = Мені не можна публікувати в цьому каналі.
channel-bot-silent-hint = Дайте мені в ньому право «Публікація повідомлень» і спробуйте ще раз.
channel-not-yours = Ви не адміністратор цього каналу.
channel-not-yours-hint = Що він отримує, змінюють лише власник і адміністратори.
channel-unanswered = Telegram не повідомив, кому що можна в цьому каналі.
channel-unanswered-hint = Спробуйте, будь ласка, за хвилину.
channel-news-added = Тепер я можу публікувати в каналі { $channel }.
channel-news-added-hint = Дайджест налаштовують тут: підписники цього не бачать.
channel-news-silent = Мене додали до каналу { $channel }, але публікувати там мені не можна.
channel-news-silent-hint = Щоб надходив дайджест, дайте мені право «Публікація повідомлень» у списку адміністраторів.
channel-news-paused = Дайджест каналу { $channel } на паузі: мені більше не можна там публікувати.
channel-news-paused-hint = Поверніть мені право «Публікація повідомлень» і відновіть його: /digest channel
channel-line = Дайджест: { $schedule }. { $state }
channel-line-none = { $state } Щоб він надходив: /digest 09:00 Europe/Berlin

digest-bad-time = { $word } не схоже на час.
digest-bad-day = Який день? Після { $word } потрібен день.
digest-bad-zone = Часового поясу { $word } немає серед відомих.
digest-bad-word = Не розумію: { $word }.
digest-twice-time = Час указано вдруге: { $word }. У дайджесту він один.
digest-twice-zone = Часовий пояс указано вдруге: { $word }. У дайджесту він один.
digest-twice-when = { $word } удруге каже, коли надсилати. Напишіть new або always один раз.
digest-twice-days = Дні вказано двічі: { $word }.
digest-twice-topics = Теми вказано двічі: { $word }.
digest-nearest = Може, { $zones }?
digest-understood-time = Час пишуть так: 09:00, 9, 7 вечора або опівдні.
digest-understood-day = Дні пишуть так: щодня, будні, пн, пн,чт або пн-пт.
digest-understood-zone = Часовий пояс: місто (Київ), назва (Europe/Berlin) або зсув (UTC+3). До невеликого міста додайте країну: Ольштин, Польща.
digest-understood-word = Я розумію час (09:00), місто або часовий пояс (Київ), дні (щодня, будні, пн,чт), теми (ukraine, economy), new або always; чи одне слово: now, pause, resume, off.
digest-example = Наприклад: { $example }

managers-only = Змінювати те, що отримує група, можуть лише її адміністратори. В особистому чаті зі мною ви можете мати власний дайджест.
managers-unknown = Telegram не відповів, чи ви тут адміністратор. Спробуйте, будь ласка, за хвилину.

welcome-back = З поверненням! Дайджест припинився, коли бота заблокували або видалили, і сам не відновився.
welcome-back-hint = /digest resume поверне його, як було; /digest покаже й змінить його.

mydata-none = Про цей чат нічого не зберігається.
file-refused = Мені не можна надсилати сюди файли. Запитайте мене в особистому чаті або дозвольте файли тут.
mydata-caption = Усе, що зберігається про цей чат.
forget-question = Видалити все, що зберігається про цей чат?
forget-what = Мову, часовий пояс, інші налаштування, дайджести й записи про надіслані дайджести. Скасувати це не можна; дайджестів більше не буде.
forget-done = Видалено. Про цей чат більше нічого не зберігається.
forget-done-hint = Запитувати можна й далі; /digest почне спочатку.
forget-kept = Нічого не видалено.

## Кнопки

button-evidence = Звідки це
button-share = Поділитися
button-share-point = Поділитися тезою
button-share-to-chat = Надіслати в чат
button-copy-link = Копіювати посилання
button-copy-newest = Посилання на найновіше
button-add-to-group = Додати до групи
button-add-to-channel = Додати до каналу
button-open = Відкрити в боті
inline-nothing = Нічого не знайдено. Усі теми
button-back = ‹ Назад
button-topics = Теми
button-compare = Порівняти позиції
button-compare-topics = Інші теми
button-all-promises = Усі обіцянки
button-next = Далі { $page }/{ $of }
button-previous = Раніше { $page }/{ $of }
button-get-digests = Дайджест
button-digest = Дайджест
button-digest-time = Час
button-digest-zone = Часовий пояс
button-digest-days = Дні
button-digest-language = Мова
button-digest-topics = Теми
button-digest-new = Лише коли є нове
button-digest-always = Навіть якщо нового немає
button-all-topics = Усі теми
button-preview = Переглянути
button-pause = Пауза
button-resume = Відновити
button-change = Змінити
button-unsubscribe = Відписатися
button-paused-undo = На паузі · Повернути
button-unsubscribed-undo = Ви відписалися · Повернути
button-as-before = Знову, як було
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

## Вітання, допомога, налаштування, приватність

start-title = Вітаємо в Communiqué
start-about = Короткі виклади дипломатичних переговорів із джерелами: хто про що домовився, хто що каже, про що лише повідомляють і що спростовано.
start-choose = Виберіть тему нижче або відкрийте /talks. Усі команди: /help.

help-title = Про що можна запитати
help-topics = Теми
help-commands = Ще
help-administrators = Для адміністраторів цієї групи
help-line = { $command } – { $description }
help-talk = До будь-якої теми можна додати переговори: { $example }. Без цього відповідають найновіші переговори з цією темою.
help-statuses = Як читати відповідь
help-agreed = Узгоджено: з цим погодилися всі делегації
help-said = Ім’я попереду: так каже ця людина чи сторона
help-reported = Повідомляють, не підтверджено: медіа або неназвані посадовці; спростування стоять поруч
help-analysis = Аналіз і довідка: згорнуті наприкінці, торкніться, щоб відкрити
help-evidence = Кнопка «Звідки це» показує джерело кожної тези й місце в ньому

settings-title = Налаштування
settings-language = Мова кнопок і заголовків: { $language }, як у вашому застосунку Telegram. Виклади лишаються мовою, якою їх написано.
settings-language-chosen = Мова кнопок і заголовків: { $language }. Виклади лишаються мовою, якою їх написано.
settings-zone = Часовий пояс: { $zone }
settings-digest = Дайджест: { $schedule }

privacy-title = Приватність
privacy-stored = На запитання бот відповідає й забуває їх. Щось зберігається, лише якщо ви вибрали дайджест, часовий пояс, мову або, у групі, інше налаштування: номер чату (і попередній), його вид, ваш вибір і його час, а також те, що бота заблокували або видалили.
privacy-digests = Для дайджесту ще: до якого місця ви прочитали, і для кожного – час, підсумок, кількість спроб і номер повідомлення, 30 днів.
privacy-broadcasts = Ті, хто веде бота, можуть написати всім відомим йому чатам. Чи дійшло це до цього чату, зберігається 30 днів.
privacy-not = Ніколи не зберігаються: імена, повідомлення, хто що натискав.
privacy-groups = У групах бот читає лише повідомлення, звернені до нього; у каналах шукає тільки команди.
privacy-search = Слова, які ви шукаєте, не потрапляють до журналів.
privacy-rights = /mydata надішле все це файлом; /forget видалить.

## Команди, як їх описують меню та /help

command-digest = Нове у зручний для вас час
command-stop = Припинити дайджест
command-mydata = Усе, що зберігається, файлом
command-forget = Видалити все, що зберігається
command-start = Вітання й теми
command-help = Про що можна запитати
command-settings = Ваші налаштування
command-latest = Найновіші переговори коротко
command-talks = Усі переговори
command-timeline = Що й коли сталося
command-quotes = Їхніми власними словами
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
unknown-talk = Переговорів { $talk } немає.
unknown-talk-hint = /talks покаже всі переговори з їхніми позначеннями.
topic-not-in-talk = { $talk }: на тему «{ $topic }» нічого немає.
topic-not-in-talk-hint = { $command } відповість за найновішими переговорами з цією темою.
search-empty = Що шукати?
search-empty-hint = Напишіть слова після команди: { $example }
search-too-long = Задовго для пошуку. Не більше { $limit } знаків, будь ласка.
argument-too-long = Задовго для позначення переговорів. Усі вони: /talks.
forwarded-command = Це переслана команда, тому її не виконано. Щоб вона спрацювала, надішліть її самі.
stale-button = Ця кнопка застаріла. Надішліть команду ще раз, і відповідь буде свіжою.
slow-down = Забагато одразу. Зачекайте трохи й запитайте знову.
went-wrong = У нас щось пішло не так. Спробуйте, будь ласка, за хвилину.
no-content = Переговорів поки немає. Завітайте пізніше.

## Для операторів

command-stats = Цифри для операторів
stats-title = Цифри
stats-chats = { $count ->
        [one] { $count } чат щось вибрав
        [few] { $count } чати щось вибрали
       *[many] { $count } чатів щось вибрали
    }
stats-subscriptions = Дайджести: активні { $active }, на паузі { $paused }, закриті { $closed }
stats-deliveries = Призначені за останні 24 години: надіслано { $sent }, чекають { $waiting }, чат недоступний { $gone }, відхилено { $rejected }
stats-content = Вміст { $version }: переговори { $talks }, тези { $points }
stats-chart = Дайджести, { $first } – { $last }
stats-chart-days = День ({ $zone })
stats-chart-digests = Дайджести
stats-chart-sent = надіслано
stats-chart-gone = чат недоступний
stats-chart-rejected = відхилено

## Оператори: /reload і що їм повідомляють про вміст

command-reload = Прийняти змінений вміст
reload-done = Вміст оновлено
reload-same = Нічого не змінилося
reload-version = Чинна версія: { $version }
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
reload-goes-on = Читачі отримують те, що було раніше. Виправте файли: бот сам прочитає їх знову.
reload-good-again = Вміст знову справний і чинний

## Групи

repeat-above = Відповідь трохи вище.
repeat-link = Перейти до відповіді
ask-administrators-only = У цій групі запитувати можуть лише адміністратори.
introduction-title = Вітаю! Я надсилаю короткі виклади дипломатичних переговорів, завжди з джерелами.
introduction-ask = Почніть із /latest або відкрийте /help.
introduction-digest = Адміністратори можуть налаштувати, щоб нове надходило сюди у зручний час.
button-set-up = Налаштувати дайджест
settings-ask-everyone = Запитувати можуть усі.
settings-ask-administrators = Запитувати можуть лише адміністратори; решті я не відповідаю.
settings-delete-off = Команди лишаються після відповіді.
settings-delete-on = Команди видаляються після відповіді.
settings-delete-lacking = Видаляти їх поки не можу: зробіть мене адміністратором із правом видаляти повідомлення.
settings-quiet-off = Тихих годин немає.
settings-quiet-on = Тихі години { $hours }, { $zone }: мої повідомлення надходять без звуку.
button-ask-everyone = Запитують усі
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
paused-silent = { $schedule }: мені не можна було тут писати.
paused-resumed = Дайджест відновлено.
paused-taken = Тут уже є дайджест. Надішліть /digest в іншій темі, і він буде там.
button-resume-one = Відновити { $time }

## Оператори: /broadcast

command-broadcast = Написати всім чатам
broadcast-question = Що мають прочитати всі?
broadcast-question-hint = Напишіть одним повідомленням, з потрібним оформленням. Ви побачите його раніше за всіх.
broadcast-placeholder = Ваше повідомлення всім
broadcast-text-only = Усім можна надіслати лише текст. Напишіть повідомлення без картинки й без файлу.
broadcast-too-long = Тут { $length } знаків, а в повідомлення вміщується { $most }.
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
broadcast-hint = Виберіть, хто отримає. Надіслати можна протягом години.
broadcast-all = Усі чати
broadcast-subscribers = З дайджестом
broadcast-any-language = Будь-яка мова
button-broadcast-send = Надіслати ({ $count })
button-broadcast-cancel = Скасувати
button-broadcast-stop = Зупинити
broadcast-cancelled = Скасовано: нічого не надіслано
broadcast-expired = Це повідомлення вже не можна надіслати: його скасовано або воно старше за годину. Напишіть його знову через /broadcast.
broadcast-busy = Інше повідомлення вже в дорозі. Дочекайтеся кінця або зупиніть його.
broadcast-sending = У дорозі
broadcast-stopped = Зупинено
broadcast-done = Надіслано всім
broadcast-sent = Надіслано: { $sent } з { $total }
broadcast-gone = Недоступні чати: { $count }
broadcast-rejected = Відхилено Telegram: { $count }
broadcast-unsent = Не надіслано через зупинку: { $count }
broadcast-left = Лишилося надіслати: { $count }
