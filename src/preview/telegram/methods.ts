// The table of served Bot API methods: from checked parameters to a result.

import type { Menu, Scope } from './bot-profile.ts';
import * as membership from './chat-methods.ts';
import * as editing from './editing-methods.ts';
import type { Events } from './events.ts';
import type { TextParameters } from './message-text.ts';
import type { Served } from './method-names.ts';
import type { Payload } from './method-parameters.ts';
import type { LocalCommand } from './model.ts';
import type { Profile, ProfileField } from './profile.ts';
import type { CallbackAnswer, InlineAnswer, Queries } from './queries.ts';
import { Refusal } from './refusal.ts';
import * as sending from './sending-methods.ts';
import type { PollParameters, Updates } from './update-queue.ts';
import type { Webhook, WebhookParameters } from './webhook-poster.ts';
import type { World } from './world.ts';

/** What the methods work on. */
export interface Parts {
  readonly world: World;
  readonly events: Events;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly queries: Queries;
  readonly menu: Menu;
  readonly profile: Profile;
  /** Whether the bot is kept from reading what groups say among themselves. */
  readonly privacy: boolean;
  /** Whether the bot is asked inline queries. */
  readonly inline: boolean;
}

/** Gives the call's `result`. Throws `Refusal`. The signal is aborted when the client has gone. */
export type Method = (payload: Payload, signal: AbortSignal) => unknown;

interface MenuParameters {
  readonly scope?: Scope;
  readonly language_code?: string;
}

export function createMethods(parts: Parts): Readonly<Record<Served, Method>> {
  const { world, events, updates, webhook, queries, menu, profile } = parts;
  const setCommands = (commands: readonly LocalCommand[], { scope, language_code }: MenuParameters): true => {
    inChat(scope);
    menu.set(commands, scope, language_code);
    events.tell({ type: 'commands' });
    return true;
  };
  /** A scope of one chat needs a chat that the bot knows. */
  const inChat = (scope: Scope | undefined): Scope | undefined => {
    if (scope?.chat_id !== undefined) world.find(scope.chat_id);
    return scope;
  };
  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: !parts.privacy,
      supports_inline_queries: parts.inline,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
    getUpdates: typed((p: PollParameters, signal) => {
      if (webhook.active) throw new Refusal(409, WEBHOOK_ACTIVE);
      return updates.poll(p, signal);
    }),
    setWebhook: typed((p: WebhookParameters) => {
      webhook.set(p);
      return true;
    }),
    deleteWebhook: typed((p: { drop_pending_updates?: boolean }) => {
      webhook.delete(p.drop_pending_updates);
      return true;
    }),
    getWebhookInfo: () => webhook.info(),
    sendMessage: typed((p: Parameters<typeof sending.sendMessage>[1] & TextParameters) =>
      sending.sendMessage(world, p),
    ),
    sendPhoto: typed((p: sending.SendFile) => sending.sendFile(world, 'photo', p)),
    sendDocument: typed((p: sending.SendFile) => sending.sendFile(world, 'document', p)),
    copyMessage: typed((p: sending.CopyMessage) => sending.copyMessage(world, p)),
    sendChatAction: typed((p: membership.InChat & { message_thread_id?: number }) => {
      world.findWritable(p.chat_id, p.message_thread_id);
      return true;
    }),
    editMessageText: typed((p: editing.EditText) => editing.editMessageText(world, p)),
    editMessageReplyMarkup: typed((p: editing.EditMarkup) => editing.editMessageReplyMarkup(world, p)),
    deleteMessage: typed((p: editing.Delete) => editing.deleteMessage(world, p)),
    deleteMessages: typed((p: editing.DeleteSeveral) => editing.deleteMessages(world, p)),
    answerCallbackQuery: typed((p: CallbackAnswer) => queries.answerCallback(p)),
    answerInlineQuery: typed((p: InlineAnswer) => queries.answerInline(p)),
    getChat: typed((p: membership.InChat) => membership.getChat(world, p)),
    getChatMember: typed((p: membership.InChat & { user_id: number }) => membership.getChatMember(world, p)),
    getChatMemberCount: typed((p: membership.InChat) => membership.getChatMemberCount(world, p)),
    getChatAdministrators: typed((p: membership.InChat) => membership.getChatAdministrators(world, p)),
    leaveChat: typed((p: membership.InChat) => membership.leaveChat(world, p)),
    setMyCommands: typed((p: MenuParameters & { commands: readonly LocalCommand[] }) =>
      setCommands(p.commands, p),
    ),
    getMyCommands: typed((p: MenuParameters) => menu.get(inChat(p.scope), p.language_code)),
    deleteMyCommands: typed((p: MenuParameters) => setCommands([], p)),
    setMyName: setter(profile, 'name'),
    getMyName: getter(profile, 'name'),
    setMyDescription: setter(profile, 'description'),
    getMyDescription: getter(profile, 'description'),
    setMyShortDescription: setter(profile, 'short_description'),
    getMyShortDescription: getter(profile, 'short_description'),
  };
}

const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** The parameters were checked against the method's schema, so that they have the form it names. */
function typed<P>(method: (parameters: P, signal: AbortSignal) => unknown): Method {
  return (payload, signal) => method(payload as P, signal);
}

function setter(profile: Profile, field: ProfileField): Method {
  return typed((p: Partial<Record<ProfileField | 'language_code', string>>) =>
    profile.set(field, p[field], p.language_code),
  );
}

function getter(profile: Profile, field: ProfileField): Method {
  return typed((p: { language_code?: string }) => profile.get(field, p.language_code));
}
