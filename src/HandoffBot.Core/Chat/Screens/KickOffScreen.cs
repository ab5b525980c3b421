
namespace HandoffBot.Core.Chat.Screens;

/// <summary>The work begins, which completes the handoff.</summary>
public static class KickOffScreen
{
    public static Form Draw(HandoffView view)
    {
        var handoff = view.Handoff;
        var owner = handoff.Accepted is { } accepted ? Spoken.Name(view, accepted.Keeper) : "its owner";
        return new(
            new(FormKind.KickOff, handoff.Number, Round: handoff.Round, Revision: handoff.Revision),
            ScreenParts.Title($"Kick off {handoff.Reference}"),
            [
                ScreenParts.Says(Phrase.Of(
                    "The work with ", new Inline.Strong(Shortened.To(handoff.Called, 150)), $" begins, and {owner} owns {Spoken.The(view)}.")),
                ScreenParts.Notes($"This completes the handoff: {Spoken.Name(view, handoff.Sender)} is told."),
            ],
            Submit: "Kick off");
    }
}
