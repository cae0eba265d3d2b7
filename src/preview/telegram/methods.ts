// The table of the Bot API methods that are served: from checked parameters to a result.

import type { LocalCommand, Profile, ProfileField, Scope } from './bot-profile.ts';
import * as chats from './chat-methods.ts';
import * as editing from './editing-methods.ts';
import type { TextParameters } from './message-text.ts';
import type { MethodName } from './method-names.ts';
import type { Payload } from './method-parameters.ts';
import type { CallbackAnswer, InlineAnswer } from './queries.ts';
import { Refusal } from './refusal.ts';
import * as sending from './sending-methods.ts';
import type { TelegramState } from './telegram-state.ts';
import type { PollParameters } from './update-queue.ts';
import type { WebhookParameters } from './webhook-poster.ts';

/** Gives the call's `result`. Throws `Refusal`. The signal is aborted when the client has gone. */
export type Method = (payload: Payload, signal: AbortSignal) => unknown;

interface MenuParameters {
  readonly scope?: Scope;
  readonly language_code?: string;
}

export function createMethods(state: TelegramState): Readonly<Record<MethodName, Method>> {
  const { world, events, updates, webhook, queries, menu, profile } = state;
  const setCommands = (commands: readonly LocalCommand[], { scope, language_code }: MenuParameters): true => {
    inChat(scope);
    menu.set(commands, scope, language_code);
    events.emit({ type: 'commands' });
    return true;
  };
  /** A scope of one chat must name a chat that the bot can find. */
  const inChat = (scope: Scope | undefined): Scope | undefined => {
    if (scope?.chat_id !== undefined) world.find(scope.chat_id);
    return scope;
  };
  const setter = (field: ProfileField): Method =>
    typed((p: Partial<Record<ProfileField | 'language_code', string>>) => {
      profile.set(field, p[field], p.language_code);
      events.emit({ type: 'profile' });
      return true;
    });
  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: !state.privacy,
      supports_inline_queries: state.inline,
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
    sendChatAction: typed((p: chats.InChat & { message_thread_id?: number }) => {
      world.findWritable(p.chat_id, p.message_thread_id);
      return true;
    }),
    editMessageText: typed((p: editing.EditText) => editing.editMessageText(world, p)),
    editMessageMedia: typed((p: editing.EditMedia) => editing.editMessageMedia(world, p)),
    editMessageCaption: typed((p: editing.EditCaption) => editing.editMessageCaption(world, p)),
    editMessageReplyMarkup: typed((p: editing.EditMarkup) => editing.editMessageReplyMarkup(world, p)),
    deleteMessage: typed((p: editing.Delete) => editing.deleteMessage(world, p)),
    deleteMessages: typed((p: editing.DeleteSeveral) => editing.deleteMessages(world, p)),
    answerCallbackQuery: typed((p: CallbackAnswer) => queries.answerCallback(p)),
    answerInlineQuery: typed((p: InlineAnswer) => queries.answerInline(p)),
    getChat: typed((p: chats.InChat) => chats.getChat(world, p)),
    getChatMember: typed((p: chats.InChat & { user_id: number }) => chats.getChatMember(world, p)),
    getChatMemberCount: typed((p: chats.InChat) => chats.getChatMemberCount(world, p)),
    getChatAdministrators: typed((p: chats.InChat) => chats.getChatAdministrators(world, p)),
    leaveChat: typed((p: chats.InChat) => chats.leaveChat(world, p)),
    setMyCommands: typed((p: MenuParameters & { commands: readonly LocalCommand[] }) =>
      setCommands(p.commands, p),
    ),
    getMyCommands: typed((p: MenuParameters) => menu.get(inChat(p.scope), p.language_code)),
    deleteMyCommands: typed((p: MenuParameters) => setCommands([], p)),
    setMyName: setter('name'),
    getMyName: getter(profile, 'name'),
    setMyDescription: setter('description'),
    getMyDescription: getter(profile, 'description'),
    setMyShortDescription: setter('short_description'),
    getMyShortDescription: getter(profile, 'short_description'),
  };
}

const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** The parameters have passed the method's schema, so they have this type. */
function typed<P>(method: (parameters: P, signal: AbortSignal) => unknown): Method {
  return (payload, signal) => method(payload as P, signal);
}

function getter(profile: Profile, field: ProfileField): Method {
  return typed((p: { language_code?: string }) => profile.get(field, p.language_code));
}
