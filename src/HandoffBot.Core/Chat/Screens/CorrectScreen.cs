using System.Globalization;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Which step to correct while the receiver reads.</summary>
public static class CorrectScreen
{
    /// <summary>Input id of the choice; comes back as the step's place, from 0.</summary>
    public const string Step = "step";

    public static Form Draw(Handoff handoff, string? error = null) => new(
        new(FormKind.Correct, handoff.Number, Round: handoff.Round, Revision: handoff.Revision),
        ScreenParts.Title($"Correct {handoff.Reference}"),
        [
            ScreenParts.Says($"The receiving team sees every correction on the brief of {Shortened.To(handoff.ClientName, 150)}."),
            new FormPart.OneOf(
                Step,
                "What needs correcting?",
                Hint: null,
                Required: true,
                [.. handoff.Playbook.Checklist.Steps.Select((step, place) =>
                    new Suggestion(place.ToString(CultureInfo.InvariantCulture), step.Name, Counted.Of(step.Fields.Count, "field")))],
                Current: null,
                error),
        ],
        Submit: "Next");
}
