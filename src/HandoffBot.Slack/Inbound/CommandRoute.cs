using HandoffBot.Core.Chat;
using Microsoft.Extensions.Primitives;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// <c>POST /slack/commands</c>. The acknowledgement is the private answer.
/// <see href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
/// </summary>
internal sealed class CommandRoute(WorkspaceGate gate, Asked asked, Modals modals, PrivateAnswers answers)
{
    public async Task<Answer> AnswerAsync(ReadOnlyMemory<byte> body)
    {
        if (!InboundRequest.TryForm(body, out var form) || Of(form, "user_id") is not { } user)
            return Answer.Malformed;

        var workspace = Of(form, "team_id") ?? "";
        if (await gate.RefusalAsync(workspace) is { } refused)
            return Say(Card.Says(refused.Why), workspace);

        var trigger = Of(form, "trigger_id");
        var typed = new Interaction.CommandTyped(
            new AccountRef(Platform.Slack, workspace, user),
            Receipts.OfTrigger(trigger ?? $"none:{Guid.NewGuid():N}"),
            TypedText.Of(Of(form, "text")),
            new ChannelRef(Platform.Slack, workspace, Of(form, "channel_id") ?? ""));

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

    private Answer Say(Card card, string workspace) => Answer.Of(answers.Body(card, workspace), SlackJson.Wire.PrivateBody);

    private static string? Of(Dictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
}
