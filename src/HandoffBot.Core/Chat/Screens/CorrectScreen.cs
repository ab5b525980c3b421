using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Which step to correct while the receiver reads.</summary>
public static class CorrectScreen
{
    /// <summary>Input id of the choice; comes back as the step's place, from 0.</summary>
    public const string Step = "step";

    /// <param name="findings">What was right when it was sent and is not any more, such as a day that has passed.</param>
    /// <param name="drawing">Of the form in which a button stood; 0 when it is opened.</param>
    public static Form Draw(Handoff handoff, ImmutableArray<Finding> findings, string? error = null, int drawing = 0) => new(
        new(FormKind.Correct, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Drawing: drawing),
        ScreenParts.Title($"Correct {handoff.Reference}"),
        [
            ScreenParts.Says($"The receiving team sees every correction on the brief of {Shortened.To(handoff.Called, 150)}."),
            .. Exceptions(handoff),
            .. findings.Where(one => handoff.OpenExceptions.All(open => open.Field != one.Field)).Take(Excepted.MostOnForm).SelectMany(one => Wrong(handoff, one)),
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

    /// <summary>What is to stay open can be asked for otherwise, or answered on its step.</summary>
    private static IEnumerable<FormPart> Exceptions(Handoff handoff)
    {
        var open = handoff.OpenExceptions;
        foreach (var one in open.Take(Excepted.MostOnForm))
            yield return ScreenParts.Answers(new CardButton($"Change the exception for {Excepted.Labelled(handoff, one.Field, 30)}", Presses.Of(Act.AskException, handoff, one.Field)));

        if (open.Length > Excepted.MostOnForm)
            yield return ScreenParts.Notes($"And {Counted.Of(open.Length - Excepted.MostOnForm, "more exception")}, each on its step.");
    }

    /// <summary>It can be corrected on its step, or asked to stay open, which the receiver approves by accepting as any other.</summary>
    private static IEnumerable<FormPart> Wrong(Handoff handoff, Finding finding)
    {
        yield return ScreenParts.Says(Phrase.Of(new Inline.Strong($"{finding.Label}:"), $" {finding.Says}"));
        if (HandoffRules.MayStayOpen(handoff.Playbook.Checklist, finding.Field))
        {
            yield return ScreenParts.Answers(new CardButton(
                $"Ask for an exception for {Excepted.Labelled(handoff, finding.Field, 30)}", Presses.Of(Act.AskException, handoff, finding.Field)));
        }
    }
}
