using System.Text.Json;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>Buttons, forms and typed choices, however they came.</summary>
internal sealed class InteractionRoute(
    WorkspaceGate gate,
    TurnedAway away,
    MessagePicked picked,
    PressedInMessage inMessage,
    PressedInForm inForm,
    PressedAtHome atHome,
    ShortcutUsed shortcut,
    FormSent sent,
    SuggestionsWanted suggestions,
    ILogger<InteractionRoute> log)
{
    /// <param name="json">The payload; empty where there was none.</param>
    public async Task<Answer> AnswerAsync(ReadOnlyMemory<byte> json)
    {
        if (Read(json) is not { } payload || payload.User?.Id is not { Length: > 0 } user)
            return Answer.Malformed;

        // On an installation for a whole enterprise there is no team; the person still has one.
        var workspace = payload.Team?.Id ?? payload.User.TeamId ?? payload.View?.TeamId ?? payload.View?.AppInstalledTeamId ?? "";
        if (await gate.RefusalAsync(workspace, payload.User.TeamId) is { } refused)
            return refused.Passes ? await away.AnswerAsync(payload, refused, workspace) : Answer.Of(refused);

        var by = new AccountRef(Platform.Slack, workspace, user);
        return payload switch
        {
            { Type: "block_actions", View: { Type: "home" } home, Actions: [{ } action, ..] } => await atHome.AnswerAsync(payload, home, action, by),
            { Type: "block_actions", View: { } view, Actions: [{ } action, ..] } => await inForm.AnswerAsync(payload, view, action, by),
            { Type: "block_actions", View: null, Actions: [{ } action, ..] } => await inMessage.AnswerAsync(payload, action, by),
            { Type: "view_submission", View: { } view } => await sent.AnswerAsync(view, by),
            { Type: "shortcut" } => await shortcut.AnswerAsync(payload, by),
            { Type: "message_action", CallbackId: MessagePicked.AddToHandoff } => await picked.AnswerAsync(payload, by),
            { Type: "block_suggestion" } => await suggestions.AnswerAsync(payload, by),
            _ => Ignore(payload.Type),
        };
    }

    private Answer Ignore(string? type)
    {
        log.NotAnswered(CleanText.Of(type ?? "an interaction without a type", 60));
        return Answer.Empty;
    }

    private static InteractionPayload? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, SlackJson.Wire.InteractionPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A button in a message.</summary>
internal sealed class PressedInMessage(Asked asked, Modals modals, PrivateAnswers answers, ILogger<PressedInMessage> log)
{
    public async Task<Answer> AnswerAsync(InteractionPayload payload, ActionWire action, AccountRef by)
    {
        if (action.Type != "button")
        {
            log.NotAnswered(CleanText.Of(action.Type ?? "an action without a type", 60));
            return Answer.Empty;
        }

        var press = Carried.ReadPress(action.Value);

        // A link opens in the browser by itself; Slack only tells us that it was followed.
        if (press is { Act: Act.Open })
            return Answer.Empty;

        var pressed = new Interaction.ButtonPressed(by, Receipts.OfTrigger(payload.TriggerId ?? action.ActionTs ?? ""), press ?? new(Act.Open), On(payload, action, by));
        if (press is null)
            await answers.BesideMessageAsync(payload.ResponseUrl, Sentences.OldButton, pressed);
        else
            await AnswerAsync((await asked.HandleAsync(pressed)).Reply, payload, pressed);

        return Answer.Empty;
    }

    private async Task AnswerAsync(Reply reply, InteractionPayload payload, Interaction.ButtonPressed pressed)
    {
        var notice = reply switch
        {
            Reply.OpenForm open => await modals.OpenAsync(payload.TriggerId, open.Form, pressed.By.Workspace),
            Reply.NextForm next => await modals.OpenAsync(payload.TriggerId, next.Form, pressed.By.Workspace),
            Reply.FormErrors errors => await modals.OpenAsync(payload.TriggerId, errors.Redrawn, pressed.By.Workspace),
            Reply.Notice says => says.Card,
            Reply.CloseForm or Reply.Suggestions or Reply.Done => null,
            _ => throw new NotSupportedException($"Slack cannot answer a button with {reply.GetType().Name} yet."),
        };
        if (notice is not null)
            await answers.BesideMessageAsync(payload.ResponseUrl, notice, pressed, replaces: pressed.Press.Act is Act.Home && notice.IsHome);
    }

    /// <summary>Nothing for an ephemeral message, which cannot be redrawn, and for a home, which shows many handoffs and is the card of none.</summary>
    private static CardRef? On(InteractionPayload payload, ActionWire action, AccountRef by)
    {
        var channel = payload.Channel?.Id ?? payload.Container?.ChannelId;
        var message = payload.Message?.Ts ?? payload.Container?.MessageTs;
        var isHome = action.BlockId?.StartsWith(HomeRenderer.BlockName, StringComparison.Ordinal) == true;
        return channel is null || message is null || isHome || payload.Container?.IsEphemeral == true
            ? null
            : new CardRef(Platform.Slack, by.Workspace, channel, message);
    }
}
