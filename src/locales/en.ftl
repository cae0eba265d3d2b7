# Words of the interface in English. Content stays in its own language.
# Style: plain, warm, short, neutral. One message, one thought.

## Kinds of points, and who stands behind them

kind-agreed = Agreed
kind-said = Said
kind-reported = Reported, not confirmed
kind-denied = Denied
kind-open = Raised, not agreed
kind-analysis = Analysis
kind-background = Background

status-agreed = (agreed)
status-said = (said by { $who })
status-reported = (reported by { $who }, not confirmed)
status-open = (raised by { $who }, not agreed)
status-analysis = (analysis by { $who })
told-by = (by the account of { $who })
denied-by = (denied by { $who })
denied-according-to = (denied, according to { $who })

## Parts of an answer

section-lead = 📌 In short
section-agreed = ✅ Agreed
section-open = ◻️ Raised, not agreed
section-others = 💬 Others
section-reported = ❓ Reported, not confirmed
section-denied = 🚫 Denied
section-analysis = Analysis
section-background = Background
section-more = ▸ { $count ->
    [one] 1 more
   *[other] { $count } more
}
section-sources = Sources
delegation-host = (host)
delegation-mediator = (mediator)
delegation-chair = (chair)
delegation-observer = (observer)
continued = (continued)
shortened = There is more: the button opens all of it.

one-origin = Everything here rests on one source: { $source }.
sources-counted = { $sources ->
    [one] 1 source
   *[other] { $sources } sources
}
sources-counted-countries = { $sources ->
    [one] 1 source
   *[other] { $sources } sources
} from { $countries } countries
lines-of-one-origin = one origin for { $lines ->
    [one] 1 line
   *[other] { $lines } lines
}
source-one = Source:
source-one-warning = One source: points are as it reports them.
source-machine-translation = machine translation
source-translation = translated
source-carries = the text of { $source }
written-in = Written in { $languages }.

## Evidence

evidence-title = Evidence
quoted = “{ $quote }”
quote-translated = (translated from { $language })
quote-translated-from = (translated from { $language }: “{ $original }”)
says-partly = says part of it
says-otherwise = says otherwise
denies = Denies: { $what }
change-corrected = Corrected { $date }; it said: “{ $was }”. { $why }
change-withdrawn = Withdrawn { $date }: { $why }
promise = Promise: { $title }
step-made = made
step-begun = under way
step-kept = kept
step-stalled = stalled
step-lapsed = lapsed
step-withdrawn = withdrawn

## Dates that are not one day

date-uncertain = { $date } (?)
date-about = about { $date }
date-since = since { $date }
date-until = until { $date }

## Timeline, quotes, talks, search

timeline-title = Timeline
timeline-empty = This talk has no timeline yet.
quotes-title = Quotes
quotes-empty = Nobody is quoted in this talk’s sources.
talks-title =
    { $count ->
        [one] { $count } talk
       *[other] { $count } talks, newest first
    }
search-title =
    { $count ->
        [one] { $count } point on { $query }
       *[other] { $count } points on { $query }
    }
search-more-with-fewer = These are the best { $count }. Fewer words show all of them, page by page.
search-partial = No point has all of these words; these have most of them.
search-promised = promises
search-nearest = Did you mean one of these words?
search-topics = Or choose a topic.
which-round = Which round do you mean?
which-round-hint = Choose one below, or add its name: { $example }
unknown-round-choose = Choose one of these, or see /talks.
button-search-words = Search for { $words }
search-nothing = Nothing found for { $query }
search-nothing-hint = Try fewer words, or a name or a place. /talks lists every talk.

## What is remembered: promises, positions, statements, corrections

promises-title =
    { $count ->
        [one] { $count } promise
       *[other] { $count } promises, the last moved first
    }
promises-none = No such promise
promises-none-hint = /promises shows all of them.
promises-unknown = I don’t know { $words } as a party, a topic or a state.
promises-unknown-hint = Try { $party } or { $state }, or see all of them.
promise-since = since { $date }
promise-on = · { $date }
promise-account = by { $who }’s account only
promise-reported = reported, not confirmed
promise-if = Only if: { $what }
promise-due = Due: { $date }

compare-title = Who stands where
compare-choose = Choose a topic to see what each side said last.
compare-nothing = Nothing to compare yet
compare-unknown = There’s nothing to compare on { $topic }.
nothing-on-record = nothing on record

who-empty = Whose words?
who-unknown = I don’t know anybody called { $name }.
who-several = Whom do you mean by { $name }?
who-hint = Write a name, and words if you like: { $example }. Or choose one:
who-count =
    { $count ->
        [one] { $count } point, by subject
       *[other] { $count } points, by subject
    }
who-nothing = Nothing on record.
who-nothing-hint = Try without further words, or see /talks.

corrections-title =
    { $count ->
        [one] { $count } correction
       *[other] { $count } corrections, newest first
    }
corrections-none = Nothing has had to be corrected yet.
corrections-none-hint = When a point turns out to be wrong, it’s listed here with what it said before.
correction-corrected = corrected
correction-withdrawn = withdrawn
correction-now = Now:
correction-was = It said: “{ $was }”
correction-why = Why: { $why }

## Digests

digest-title-first = What is known so far
digest-title-new = New since your last digest
digest-preview-title = Preview: your digest, if it came now
digest-look-back = Nothing new today; a look back
digest-nothing = Nothing new today
digest-newest-round = The newest round is still
digest-more =
    { $count ->
        [one] 1 more: { $topics }
       *[other] { $count } more: { $topics }
    }
digest-points =
    { $count ->
        [one] 1 point: { $topics }
       *[other] { $count } points: { $topics }
    }
digest-further-rounds =
    { $rounds ->
        [one] and { $count } in one more round
       *[other] and { $count } in { $rounds } more rounds
    }
digest-corrected = ✏️ Corrected:
digest-withdrawn = ✏️ Withdrawn:
digest-further-changes =
    { $count ->
        [one] and one more correction
       *[other] and { $count } more corrections
    }
digest-older = From earlier rounds:
digest-older-more =
    { $rounds ->
        [one] and { $count } in one more
       *[other] and { $count } in { $rounds } more
    }
digest-older-title = Added from earlier rounds:
digest-introduced = New in your digest: { $topics }
digest-last-sent = The last one came on { $when }.
digest-last-waiting = The last one was due on { $when } and is on its way.
digest-last-unsent = The last one, on { $when }, couldn’t be sent.
digest-inside = In it, as things stand: { $what }.
digest-inside-points =
    { $count ->
        [one] 1 new point
       *[other] { $count } new points
    }
digest-inside-changes =
    { $count ->
        [one] 1 correction
       *[other] { $count } corrections
    }
digest-inside-older =
    { $count ->
        [one] 1 point of an earlier round
       *[other] { $count } points of earlier rounds
    }
digest-inside-nothing = Nothing is new on your topics, so as things stand it’s left out that day.
digest-inside-look-back = Nothing is new on your topics, so as things stand it looks back.
digest-no-topics = None of its topics exist any more: choose others.
digest-none-sent-here = Digests are switched off on this bot at the moment.
digest-zone-lost = Your time zone { $zone } is not known here any more. Digests go on at UTC{ $offset }, without summer time; choose another zone with /digest.

## The /digest panel and its words

digest-panel-title = Your digest
digest-offer-title = A digest of what is new
digest-channel-title = Digest of { $channel }
digest-channel-offer-title = A digest for { $channel }
digest-offer = Choose a time and it comes. Days and topics can be changed at any moment.
digest-schedule = { $days } at { $time }, { $zone }
digest-days-daily = Every day
digest-days-weekdays = Monday to Friday
digest-days-list = Every { $days }
digest-topics-all = On all topics
digest-topics = On { $topics }
digest-when-new = Sent only when something is new
digest-when-always = Sent even when nothing is new, then with a look back
digest-language = Headings and buttons in { $language }
digest-next = Next: { $when }
digest-paused = Paused: nothing is sent until you resume.
digest-paused-silent = Paused, as I was not allowed to write. Give me that right again, then resume.
digest-paused-topic-closed = Paused, as this topic was closed. Open it again, then resume.
digest-paused-topic-deleted = Paused, as this topic was deleted.
digest-none = No digest yet.
digest-unsubscribed = Unsubscribed: no more digests will come.
digest-ended = Your digest ended when the bot was blocked or removed.
digest-choose-time = Choose a time, or step to it.
digest-choose-zone = Choose the time zone.
digest-choose-days = Choose the days.
digest-choose-language = Choose the language of headings and buttons; points stay in the language they are written in.
digest-choose-topics = Choose what it is about.
digest-which-city = Which one do you mean?
digest-city-question = Which city’s time should it be?
digest-city-hint = Reply with a city or a time zone, such as Berlin, UTC+3 or, for a smaller town, Springfield, Illinois.
digest-city-leave = To leave it as it is, send /digest.
digest-city-placeholder = Berlin
digest-nothing-new = Nothing is new since your last digest.
digest-nothing-new-hint = If it were sent now, it would be left out. /latest shows the newest talk.

channel-question = Which channel should get a digest?
channel-question-hint = Choose it with the button below. If I am not in it yet, Telegram adds me with the right to post. Without such a button, write its name: /digest @name 09:00
channel-picked = Chosen: { $channel }
channel-cancelled = Nothing was chosen.
channel-in-private = A channel’s digest is set up in a private chat with me.
channel-unknown = I cannot find that channel.
channel-unknown-hint = Check its @name, or choose it from a list: /digest channel
channel-bot-absent = I am not an administrator of that channel.
channel-bot-absent-hint = Add me there as an administrator who may post messages, then try again.
channel-bot-silent = I may not post in that channel.
channel-bot-silent-hint = Give me the right “Post messages” there, then try again.
channel-not-yours = You are not an administrator of that channel.
channel-not-yours-hint = Only its owner and administrators can change what it gets.
channel-unanswered = Telegram did not say who may do what in that channel.
channel-unanswered-hint = Please try again in a minute.
channel-news-added = I can post in { $channel } now.
channel-news-added-hint = Its digest is set up here, where its subscribers do not see it.
channel-news-silent = I am in { $channel }, but may not post there.
channel-news-silent-hint = For a digest, switch on the right “Post messages” among its administrators.
channel-news-paused = The digest of { $channel } is paused: I may not post there any more.
channel-news-paused-hint = Give me the right “Post messages” again, then resume it with /digest channel
channel-line = Digest: { $schedule }. { $state }
channel-line-none = { $state } To have one: /digest 09:00 Europe/Berlin

digest-bad-time = { $word } is not a time I can read.
digest-bad-day = Which day? { $word } needs one.
digest-bad-zone = { $word } is not a time zone I know.
digest-bad-word = I cannot read { $word }.
digest-twice-time = There is a second time: { $word }. A digest has one.
digest-twice-zone = There is a second time zone: { $word }. A digest has one.
digest-twice-when = { $word } says again when to send. Write new or always, once.
digest-twice-days = The days are there twice: { $word }.
digest-twice-topics = The topics are there twice: { $word }.
digest-nearest = Did you mean { $zones }?
digest-understood-time = A time is written 09:00, 9, 9:30pm or noon.
digest-understood-day = Days are written daily, weekdays, mon, mon,thu or mon-fri.
digest-understood-zone = A time zone is a city (berlin), a name (Europe/Berlin) or an offset (UTC+3). For a smaller town, add its country or state: Springfield, Illinois.
digest-understood-word = I understand a time (09:00), a place or time zone (berlin), days (daily, weekdays, mon,thu), topics (ukraine, economy), new or always; or a single word: now, why, pause, resume, off.
digest-example = For example: { $example }

managers-only = Only administrators of this group can change what it gets. In a private chat with me you can have your own digest.
managers-unknown = Telegram did not say whether you are an administrator here. Please try again in a minute.

welcome-back = Welcome back. Your digest ended when the bot was blocked or removed, and has not begun again.
welcome-back-hint = /digest resume starts it as it was; /digest shows and changes it.

mydata-none = Nothing is stored about this chat.
file-refused = I may not send files here. Ask me in our private chat, or allow files here.
mydata-caption = All that is stored about this chat.
forget-question = Delete all that is stored about this chat?
forget-what = Its language, time zone, other choices, digests, and the record of digests sent. This cannot be undone; no digests will come.
forget-done = Deleted. Nothing is stored about this chat any more.
forget-done-hint = You can go on asking; /digest starts over.
forget-kept = Nothing was deleted.

## Buttons

button-evidence = Evidence
button-share = Share
button-share-point = Share a point
button-share-to-chat = Send to a chat
button-copy-link = Copy link
button-copy-newest = Copy link to the newest
button-add-to-group = Add to a group
button-add-to-channel = Add to a channel
button-open = Open in the bot
inline-nothing = Nothing found. See all topics
button-back = ‹ Back
button-topics = Topics
button-rounds = All rounds
button-corrections = All corrections
button-rest = { $topic }: { $count } more · { $round }
button-compare = Who stands where
button-compare-topics = Other topics
button-all-promises = All promises
button-next = Next { $page }/{ $of }
button-previous = Previous { $page }/{ $of }
button-get-digests = Get digests
button-digest = Digest
button-digest-time = Time
button-digest-zone = Time zone
button-digest-days = Days
button-digest-language = Language
button-digest-topics = Topics
button-digest-new = Only when something is new
button-digest-always = Even when nothing is new
button-all-topics = All topics
button-preview = Preview
button-pause = Pause
button-resume = Resume
button-change = Change
button-unsubscribe = Unsubscribe
button-paused-undo = Paused · Undo
button-unsubscribed-undo = Unsubscribed · Undo
button-as-before = Start again as it was
button-channel = For a channel…
button-channel-setup = Set up its digest
button-channel-choose = Choose a channel
button-channel-cancel = Cancel
button-step-hours = { $step } h
button-step-minutes = { $step } min
button-city = Type a city…
button-offsets = UTC offset…
button-forget = Delete everything
button-keep = Keep it

## Greeting, help, settings, privacy

start-title = Welcome to Communiqué
start-about = Short, sourced summaries of diplomatic talks: who agreed what, who says what, what is only reported and what is denied.
start-choose = Choose a topic below, or see /talks. /help shows all commands.

help-title = What you can ask
help-topics = Topics
help-commands = More
help-administrators = For administrators of this group
help-line = { $command } – { $description }
help-talk = Add a talk to any topic: { $example }. Without one, the newest talk with that topic answers.
help-statuses = How to read an answer
help-agreed = Agreed: all delegations agreed to it
help-said = A name in front: that person or party says so
help-reported = Reported, not confirmed: media or unnamed officials; denials stand beside it
help-analysis = Analysis and background: folded at the end; tap to open
help-evidence = The Evidence button shows the source, and the place in it, of every point

settings-title = Settings
settings-language = Language of buttons and headings: { $language }, as in your Telegram app. Summaries stay in the language they are written in.
settings-language-chosen = Language of buttons and headings: { $language }. Summaries stay in the language they are written in.
settings-zone = Time zone: { $zone }
settings-digest = Digest: { $schedule }

privacy-title = Privacy
privacy-stored = Questions are answered and forgotten. Something is stored only once you choose a digest, a time zone, a language or, in a group, another setting: the chat’s id (and the one it had before), its kind, what you chose and when, and whether the bot was blocked or removed.
privacy-digests = For a digest also: how far you have read, and for each one its time, its outcome, how often it was tried and its message’s id, for 30 days.
privacy-broadcasts = The people who run the bot can write to all chats that it knows. Whether that reached this chat is kept for 30 days.
privacy-not = Never stored: names, messages, who pressed what.
privacy-groups = In groups, the bot reads only the messages that are meant for it; in channels, it looks for commands alone.
privacy-search = Words that you search for are not written to any log.
privacy-rights = /mydata sends you all of it as a file; /forget deletes it.

## Commands, as the menu and /help describe them

command-digest = New points at your own time
command-stop = End the digest
command-mydata = All that is stored, as a file
command-forget = Delete all that is stored
command-start = Greeting and topics
command-help = What you can ask
command-settings = Your settings
command-latest = The newest talk at a glance
command-talks = All talks
command-timeline = What happened when
command-quotes = In their own words
command-promises = What was promised, and what came of it
command-compare = Who stands where, side by side
command-who = What a person or a side said
command-corrections = What was wrong, and what is right
command-search = Find words in all talks
command-privacy = What is stored about you

## Answers to what cannot be answered

unknown-command = There is no command { $command }.
unknown-command-suggestion = There is no command { $command }. Did you mean { $suggestion }?
unknown-command-hint = /help shows what you can ask.
unknown-talk = There is no talk { $talk }.
unknown-talk-hint = /talks lists every talk with its id.
topic-not-in-talk = { $talk } has nothing on { $topic }.
topic-not-in-talk-hint = { $command } answers for the newest talk that has it.
search-empty = What should I look for?
search-empty-hint = Write the words after the command: { $example }
search-too-long = That is too long to search for. At most { $limit } characters, please.
argument-too-long = That is too long to be a talk’s id. /talks lists them all.
forwarded-command = That command was forwarded, so I didn't carry it out. Type it yourself to use it.
stale-button = This button is out of date. Send the command again for a fresh answer.
slow-down = That was a lot at once. Please wait a moment, then ask again.
went-wrong = Something went wrong on our side. Please try again in a minute.
no-content = There are no talks yet. Please come back later.

## For operators

command-stats = Figures for operators
stats-title = Figures
stats-chats = { $count ->
        [one] { $count } chat has chosen something
       *[other] { $count } chats have chosen something
    }
stats-subscriptions = Digests: { $active } active, { $paused } paused, { $closed } closed
stats-deliveries = Due in the last 24 hours: { $sent } sent, { $waiting } waiting, { $gone } gone, { $rejected } rejected
stats-content = Content { $version }: talks { $talks }, points { $points }
stats-chart = Digests, { $first } – { $last }
stats-chart-days = Day ({ $zone })
stats-chart-digests = Digests
stats-chart-sent = sent
stats-chart-gone = chat gone
stats-chart-rejected = rejected

## Operators: /reload and what they are told of the content

command-reload = Take over changed content
reload-done = The content is up to date now
reload-same = Nothing has changed
reload-version = In force: version { $version }
reload-talks-added = Talks added ({ $count }):
reload-talks-changed = Talks changed ({ $count }):
reload-talks-removed = Talks removed ({ $count }):
reload-points = Points: { $added } added, { $changed } changed, { $removed } removed
reload-refused =
    { $count ->
        [one] The content has { $count } mistake and was not taken over
       *[other] The content has { $count } mistakes and was not taken over
    }
reload-more = … and { $count } more
reload-goes-on = Readers get what was there before. Mend the files; they are read again by themselves.
reload-good-again = The content is right again and in force

## Groups

repeat-above = Answered just above.
repeat-link = Go to the answer
ask-administrators-only = In this group only administrators may ask.
introduction-title = Hello! I bring short, sourced summaries of diplomatic talks.
introduction-ask = Ask with /latest, or see /help.
introduction-digest = Administrators can have what is new sent here at a time they choose.
button-set-up = Set up a digest
settings-ask-everyone = Everyone may ask.
settings-ask-administrators = Only administrators may ask; others get no answer.
settings-delete-off = Commands stay after they are answered.
settings-delete-on = Commands are deleted once they are answered.
settings-delete-lacking = I cannot delete them yet: make me an administrator with the right to delete messages.
settings-quiet-off = No quiet hours.
settings-quiet-on = Quiet hours { $hours }, { $zone }: my messages come without a sound.
button-ask-everyone = Everyone may ask
button-ask-administrators = Only administrators
button-delete-questions = Delete commands
button-quiet = Quiet hours
button-quiet-off = No quiet hours
paused-title =
    { $count ->
        [one] A digest here is paused
       *[other] { $count } digests here are paused
    }
paused-topic-closed = { $schedule }: its topic was closed.
paused-topic-deleted = { $schedule }: its topic was deleted. Resume it, and it will come here.
paused-silent = { $schedule }: I was not allowed to write here.
paused-resumed = The digest goes on.
paused-taken = There is a digest in this place already. Send /digest in another topic to have one there.
button-resume-one = Resume { $time }

## Operators: /broadcast

command-broadcast = Write to all chats
broadcast-question = What shall everybody read?
broadcast-question-hint = Write it as one message, with the formatting that you want. You will see it before anybody else does.
broadcast-placeholder = Your message to everybody
broadcast-text-only = Only texts can be sent to everybody. Write it as a message without a picture or a file.
broadcast-too-long = That has { $length } characters; a message takes { $most }.
broadcast-refused = Telegram did not take this message as it is, so it cannot be sent. Write it differently, with less formatting, and use /broadcast again.
broadcast-off = Nothing is sent while DIGESTS is off: this bot only answers
broadcast-preview = That is what it will look like
broadcast-reach =
    { $count ->
        [0] No chat fits this choice.
        [one] It will go to { $count } chat.
       *[other] It will go to { $count } chats.
    }
broadcast-hint = Choose who gets it. It can be sent within an hour.
broadcast-all = All chats
broadcast-subscribers = With a digest
broadcast-any-language = Any language
button-broadcast-send = Send to { $count }
button-broadcast-cancel = Cancel
button-broadcast-stop = Stop
broadcast-cancelled = Cancelled: nothing was sent
broadcast-expired = This message cannot be sent any more: it was cancelled, or it is older than an hour. Write it again with /broadcast.
broadcast-busy = Another message is on its way. Wait for its end, or stop it.
broadcast-sending = On its way
broadcast-stopped = Stopped
broadcast-done = Sent to everybody
broadcast-sent = Sent: { $sent } of { $total }
broadcast-gone = Chats that cannot be reached: { $count }
broadcast-rejected = Refused by Telegram: { $count }
broadcast-unsent = Not sent, as it was stopped: { $count }
broadcast-left = Still to be sent: { $count }
