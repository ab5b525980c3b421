using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Giving back what was accepted: it teaches as a rejection does, and the client goes back with it.</summary>
public static class SendBackScreen
{
    /// <summary>What is asked for is what <see cref="RejectScreen"/> asks for, by the same ids.</summary>
    public static Form Draw(
        HandoffView view, ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null, int drawing = 0)
    {
        var handoff = view.Handoff;
        return new(
            new(FormKind.SendBack, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing),
            ScreenParts.Title($"Send back {handoff.Reference}"),
            [ScreenParts.Says(Intro(view)), .. RejectScreen.Asked(handoff, inputs, errors)],
            "Send back");
    }

    private static Phrase Intro(HandoffView view)
    {
        var back = $"{Spoken.Sender(view)} gets {Spoken.Titled(view)} back to mend it";
        var owner = view.Handoff.Accepted is { } accepted && (view.Client is null || view.Client.Owner == accepted.Keeper)
            ? $", and {Spoken.The(view)} goes back to {Spoken.Name(view, accepted.PreviousOwner)}."
            : ".";
        return $"{back}{owner} It is counted as a late rework.";
    }
}
