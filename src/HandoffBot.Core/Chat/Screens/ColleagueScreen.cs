namespace HandoffBot.Core.Chat.Screens;

/// <summary>Who of a team goes on: of the receiving one with the answer, of the sending one with all that the sender does.</summary>
public static class ColleagueScreen
{
    public const string To = "to";

    public static Form Reassign(HandoffView view, string? error = null, Suggestion? chosen = null, int drawing = 0)
    {
        var handoff = view.Handoff;
        var present = (handoff.ClaimedBy ?? handoff.Proposal?.Person) is { } person ? $"It is {Spoken.Name(view, person)}'s now." : "It is nobody's in particular now.";
        return Draw(
            view, FormKind.Reassign, $"Reassign {handoff.Reference}",
            $"Whoever of {Spoken.To(view)} you choose is told, becomes the proposed owner, and is the one who is reminded. {present}",
            $"Who of {Spoken.To(view)} answers it?", "Reassign", error, chosen, drawing);
    }

    public static Form ChangeSender(HandoffView view, string? error = null, Suggestion? chosen = null, int drawing = 0) => Draw(
        view, FormKind.ChangeSender, $"Sender of {view.Handoff.Reference}",
        $"Whoever of {Spoken.From(view)} you choose goes on in place of {Spoken.Name(view, view.Handoff.Sender)}, and both are told.",
        $"Who of {Spoken.From(view)} sends it from now on?", "Change", error, chosen, drawing);

    private static Form Draw(
        HandoffView view, FormKind kind, string title, string says, string label, string submit, string? error, Suggestion? chosen, int drawing) => new(
        new(kind, view.Handoff.Number, Round: view.Handoff.Round, Revision: view.Handoff.Revision, Drawing: drawing),
        ScreenParts.Title(title),
        [
            ScreenParts.Says(Phrase.Of(new Inline.Strong(Spoken.Titled(view)), $". {says}")),
            new FormPart.PersonField(To, label, Hint: null, Required: true, chosen, Redraws: false, error),
        ],
        submit);
}
