using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Words that somebody typed in the personal chat, or with a mention of the bot elsewhere.</summary>
internal sealed class MessageRoute(Asked asked, PrivateAnswers answers)
{
    public async Task<Answer> AnswerAsync(Activity activity, Met met, string receipt)
    {
        if (met is not { By: { } by, Where: { } where } || (met.Kind is not ConversationKind.Personal && !Typed.Calls(activity)))
            return Answer.Empty;

        var seen = new Interaction.MessageSeen(by, receipt, Typed.Text(activity), where);
        var (reply, _) = await asked.HandleAsync(seen);
        var card = reply switch
        {
            Reply.Notice notice => notice.Card,
            Reply.OpenForm open => Sentences.OpensBy(open.Form, seen.Text),
            Reply.NextForm next => Sentences.OpensBy(next.Form, seen.Text),
            Reply.FormErrors errors => Sentences.OpensBy(errors.Redrawn, seen.Text),
            Reply.CloseForm or Reply.Suggestions or Reply.Done => null,
            _ => throw new NotSupportedException($"Microsoft Teams cannot answer a message with {reply.GetType().Name} yet."),
        };
        if (card is not null)
            await answers.SayAsync(card, seen, met.Kind is ConversationKind.Personal ? null : met.Thread);

        return Answer.Empty;
    }
}
