using System.Text.Json;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// A slash command, however it came. The acknowledgement is the private answer.
/// <see href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
/// </summary>
internal sealed class CommandRoute(WorkspaceGate gate, Asked asked, Modals modals, PrivateAnswers answers)
{
    public async Task<Answer> AnswerAsync(CommandPayload? payload)
    {
        if (payload?.UserId is not { Length: > 0 } user)
            return Answer.Malformed;

        var workspace = payload.TeamId ?? "";
        if (await gate.RefusalAsync(workspace) is { } refused)
            return Say(Card.Says(refused.Why), workspace);

        var trigger = payload.TriggerId;
        var typed = new Interaction.CommandTyped(
            new AccountRef(Platform.Slack, workspace, user),
            Receipts.OfTrigger(trigger ?? $"none:{Guid.NewGuid():N}"),
            TypedText.Of(payload.Text),
            new ChannelRef(Platform.Slack, workspace, payload.ChannelId ?? ""));

        var (reply, _) = await asked.HandleAsync(typed);
        return await AnswerAsync(reply, trigger, workspace);
    }

    private async Task<Answer> AnswerAsync(Reply reply, string? trigger, string workspace) => reply switch
    {
        Reply.OpenForm open => await OpenAsync(open.Form, trigger, workspace),
        Reply.NextForm next => await OpenAsync(next.Form, trigger, workspace),
        Reply.FormErrors errors => await OpenAsync(errors.Redrawn, trigger, workspace),
        Reply.Notice notice => Say(notice.Card, workspace),
        Reply.CloseForm or Reply.Suggestions or Reply.Done => Answer.Empty,
        _ => throw new NotSupportedException($"Slack cannot answer a command with {reply.GetType().Name} yet."),
    };

    private async Task<Answer> OpenAsync(Form form, string? trigger, string workspace) =>
        await modals.OpenAsync(trigger, form, workspace) is { } instead ? Say(instead, workspace) : Answer.Empty;

    private Answer Say(Card card, string workspace) => answers.Answer(card, workspace);
}

/// <summary>A slash command's fields: a form by HTTP, JSON by socket.</summary>
internal sealed record CommandPayload(string? UserId, string? TeamId, string? ChannelId, string? Text, string? TriggerId)
{
    public static CommandPayload? OfForm(ReadOnlyMemory<byte> body)
    {
        if (!InboundRequest.TryForm(body, out var form))
            return null;

        return new(Of("user_id"), Of("team_id"), Of("channel_id"), Of("text"), Of("trigger_id"));

        string? Of(string name) => form.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
    }

    public static CommandPayload? OfJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, SlackJson.Wire.CommandPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
