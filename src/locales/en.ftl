# Words of the interface in English. Content stays in its own language.
# Style: plain, warm, short, neutral. One message, one thought.

## Kinds of points, and who stands behind them

kind-agreed = Agreed
kind-said = Said
kind-reported = Reported, not confirmed
kind-denied = Denied
kind-analysis = Analysis
kind-background = Background

status-agreed = (agreed)
status-said = (said by { $who })
status-reported = (reported by { $who }, not confirmed)
status-analysis = (analysis by { $who })
denied-by = (denied by { $who })
denied-according-to = (denied, according to { $who })

## Parts of an answer

section-agreed = Agreed
section-others = Others
section-reported = Reported, not confirmed
section-denied = Denied
section-analysis = Analysis
section-background = Background
section-analysis-and-background = Analysis and background
section-sources = Sources
delegation-host = (host)
continued = (continued)

source-one = Source:
source-one-warning = One source: points are as it reports them.
source-machine-translation = machine translation
source-translation = translated
source-via = known through { $source }

## Evidence

evidence-title = Evidence
evidence-source =
    { $count ->
        [one] Source: { $where }
       *[other] Sources: { $where }
    }
quoted = “{ $quote }”
denies = Denies: { $what }
commitment = Commitment:
commitment-announced = announced
commitment-begun = begun
commitment-kept = kept
commitment-dropped = dropped

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
search-nothing = Nothing found for { $query }
search-nothing-hint = Try fewer words, or a name or a place. /talks lists every talk.

## Digests

digest-title-first = What is known so far
digest-title-new = New since your last digest
digest-title-rotation = Nothing new today; here is one topic
digest-rest = { $count } more, all of it: { $command }
digest-sources =
    { $count ->
        [one] Source: { $names }. One source: points are as it reports them.
       *[other] Sources: { $names }.
    }

## Buttons

button-evidence = Evidence
button-back = ‹ Back
button-next = Next { $page }/{ $of }
button-previous = Previous { $page }/{ $of }

## Greeting, help, settings, privacy

start-title = Welcome to Communiqué
start-about = Short, sourced summaries of diplomatic talks: who agreed what, who says what, what is only reported and what is denied.
start-choose = Choose a topic below, or see /talks. /help shows all commands.

help-title = What you can ask
help-topics = Topics
help-commands = More
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
settings-none = There is nothing else to set yet.

privacy-title = Privacy
privacy-stored = Nothing about you is stored. Your questions are answered and forgotten.
privacy-groups = In groups, the bot reads only the messages that are meant for it.
privacy-search = Words that you search for are not written to any log.

## Commands, as the menu and /help describe them

command-start = Greeting and topics
command-help = What you can ask
command-settings = Your settings
command-latest = The newest talk at a glance
command-talks = All talks
command-timeline = What happened when
command-quotes = In their own words
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
not-a-command = I answer commands. Choose a topic, or see /help.
stale-button = This button is out of date. Send the command again for a fresh answer.
slow-down = That was a lot at once. Please wait a moment, then ask again.
went-wrong = Something went wrong on our side. Please try again in a minute.
no-content = There are no talks yet. Please come back later.
