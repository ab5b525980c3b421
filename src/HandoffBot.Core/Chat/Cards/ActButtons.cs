using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>The button of each act that a private view of a handoff offers, labelled alike wherever it stands.</summary>
public static class ActButtons
{
    public static CardButton For(Act act, Handoff handoff)
    {
        var press = Presses.Of(act, handoff);
        var reference = handoff.Reference;
        return act switch
        {
            Act.Accept => new("Accept", press, ButtonStyle.Primary),
            Act.Reject => new("Reject", press, ButtonStyle.Danger),
            Act.Answer => new("Answer", press, ButtonStyle.Primary),
            Act.Continue => new("Continue", press, ButtonStyle.Primary),
            Act.Promise => new("Add a promise", press),
            Act.KickOff => new("Kick off", press, ButtonStyle.Primary),
            Act.ReRoute => new("Re-route", press),
            Act.SendBack => new("Send back", press, ButtonStyle.Danger),
            Act.ChangeSender => new("Change the sender", press),
            Act.Reopen => new("Open again", press, Confirm: $"Open {reference} again? Its work begins anew, with a new time for the kick-off."),
            Act.Withdraw => new("Withdraw", press, ButtonStyle.Danger, $"Take {reference} back? It becomes a draft again."),
            Act.Discard => new("Discard", press, ButtonStyle.Danger, $"Discard {reference}? It cannot be brought back."),
            _ => new(act.ToString(), press),
        };
    }
}
