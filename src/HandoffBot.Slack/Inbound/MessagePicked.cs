using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// A shortcut that was chosen on a message, in whatever conversation: the bot need not be in it. What is said stands in a modal, as there may
/// be no other place where only this person reads.
/// </summary>
internal sealed class MessagePicked(Asked asked, Modals modals, PrivateAnswers answers)
{
    /// <summary>The shortcut's name in the manifest.</summary>
    public const string AddToHandoff = "add_to_handoff";

    public async Task<Answer> AnswerAsync(InteractionPayload payload, AccountRef by)
    {
        if (QuotedMessage.Of(payload, by.Workspace) is not { } quote)
            return Answer.Malformed;

        var picked = new Interaction.MessagePicked(by, Receipts.OfTrigger(payload.TriggerId ?? ""), quote);
        var (reply, _) = await asked.HandleAsync(picked);
        var missed = reply switch
        {
            Reply.OpenForm open => await modals.OpenAsync(payload.TriggerId, open.Form, by.Workspace),
            Reply.NextForm next => await modals.OpenAsync(payload.TriggerId, next.Form, by.Workspace),
            Reply.FormErrors errors => await modals.OpenAsync(payload.TriggerId, errors.Redrawn, by.Workspace),
            Reply.Notice says => await modals.OpenAsync(payload.TriggerId, says.Card, by.Workspace),
            Reply.CloseForm or Reply.Suggestions or Reply.Done => null,
            _ => throw new NotSupportedException($"Slack cannot answer a shortcut with {reply.GetType().Name} yet."),
        };
        if (missed is not null)
            await answers.BesideMessageAsync(payload.ResponseUrl, reply is Reply.Notice notice ? notice.Card : missed, picked);

        return Answer.Empty;
    }
}
