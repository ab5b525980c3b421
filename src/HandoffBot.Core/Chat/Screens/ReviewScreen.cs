using System.Collections.Immutable;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>The last screen: the brief as the receiver will see it, and everything that is missing or invalid, each with Fix.</summary>
public static class ReviewScreen
{
    /// <summary>More findings than this are counted: each takes blocks of a screen that holds 100.</summary>
    public const int MostFindings = 25;

    /// <summary>So many of them offer an exception, which takes one more block each; those after them do once these are gone.</summary>
    public const int MostOffers = 10;

    /// <param name="says">A sentence at the top, where something else stands in the way.</param>
    public static Form Draw(HandoffView view, ImmutableArray<Finding> findings, int drawing, Phrase? says = null)
    {
        var handoff = view.Handoff;
        var rejected = handoff.Status == HandoffStatus.Rejected;
        var steps = handoff.Playbook.Checklist.Steps.Count;
        var parts = new List<FormPart> { new FormPart.Progress(ChecklistScreen.Progress(handoff.Playbook, steps, handoff.Answers, handoff.OpenExceptions.Length)) };
        if (says is not null)
            parts.Add(ScreenParts.Says(says));

        if (rejected && handoff.Rejected is { } record)
            parts.AddRange(Mending(view, record, findings));

        parts.AddRange(Open(handoff, findings));
        parts.AddRange(ReviewedExceptions.Parts(view));
        parts.Add(ScreenParts.Notes($"This is what {Spoken.To(view)} will see."));
        parts.Add(ScreenParts.Headed(Spoken.Titled(view)));
        parts.AddRange(ScreenParts.Shown(BriefBody.Parts(view)));
        parts.AddRange(Promises(view));
        parts.AddRange(NextActions(view));
        parts.Add(ScreenParts.Answers(
            new CardButton("Back", Presses.Of(Act.Back, handoff)),
            new CardButton(
                "Discard", Presses.Of(Act.Discard, handoff), ButtonStyle.Danger, $"Discard {handoff.Reference}? It cannot be brought back.")));

        return new(
            new(FormKind.Review, handoff.Number, handoff.Playbook.Key, handoff.Round, handoff.Revision, steps, drawing),
            ScreenParts.Title(handoff.Playbook.Name),
            [.. parts],
            rejected ? "Resubmit" : "Submit");
    }

    /// <summary>Each promise with what can be done about it, and the way to another one.</summary>
    private static IEnumerable<FormPart> Promises(HandoffView view)
    {
        var handoff = view.Handoff;
        foreach (var one in handoff.Commitments)
        {
            yield return ScreenParts.Says(Promised.Line(view, one, 150));
            yield return ScreenParts.Answers(
                new CardButton($"Edit {Named(one)}", Presses.Of(Act.Promise, handoff, $"{one.Id.Value:N}")),
                new CardButton($"Remove {Named(one)}", Presses.Of(Act.Unpromise, handoff, $"{one.Id.Value:N}")));
        }

        if (handoff.Commitments.Length < HandoffRules.MostCommitments)
            yield return ScreenParts.Answers(new CardButton("Add a promise", Presses.Of(Act.Promise, handoff)));
    }

    /// <summary>Where the playbook asks for them, and where there are some.</summary>
    private static IEnumerable<FormPart> NextActions(HandoffView view)
    {
        var handoff = view.Handoff;
        foreach (var one in handoff.NextActions)
        {
            yield return ScreenParts.Says($"Next: {NextSteps.Line(view, one, 150)}");
            yield return ScreenParts.Answers(new CardButton(
                $"Remove “{Shortened.To(one.What.ReplaceLineEndings(" "), 30)}”", Presses.Of(Act.Unplan, handoff, $"{one.Id:N}")));
        }

        if (handoff.Playbook.NextActions && handoff.NextActions.Length < HandoffRules.MostActions)
            yield return ScreenParts.Answers(new CardButton("Add a next action", Presses.Of(Act.Plan, handoff)));
    }

    /// <summary>Which one is edited, also for who only hears the buttons.</summary>
    private static string Named(Commitment commitment) => $"“{Shortened.To(commitment.Text.What.ReplaceLineEndings(" "), 30)}”";

    private static IEnumerable<FormPart> Mending(HandoffView view, RejectedRecord rejected, ImmutableArray<Finding> findings)
    {
        yield return ScreenParts.Says(Lessons.Sentence(view, rejected));
        var handoff = view.Handoff;
        foreach (var (place, id) in rejected.Fields.Distinct(StringComparer.Ordinal).Take(MostFindings).Index())
        {
            if (handoff.Playbook.Checklist.Find(id) is not { } field)
                continue;

            var says = ReviewedExceptions.WasRefused(handoff, id) ? "The receiver does not approve leaving it open." : "The receiver asked for another look.";
            var or = place < MostOffers && findings.Any(one => one.Field == id) ? ReviewedExceptions.Offer(handoff, id) : null;
            yield return new FormPart.Finding(id, field.Label, says, Presses.Of(Act.Fix, handoff, id), or);
        }
    }

    private static IEnumerable<FormPart> Open(Handoff handoff, ImmutableArray<Finding> findings)
    {
        if (findings.IsEmpty)
        {
            yield return ScreenParts.Says("Everything that is needed is there.");
            yield break;
        }

        yield return ScreenParts.Says(Phrase.Of(new Inline.Strong(findings.Length == 1 ? "1 answer is missing or needs correcting:" : $"{findings.Length} answers are missing or need correcting:")));
        var mending = handoff is { Status: HandoffStatus.Rejected, Rejected: { } rejected } ? rejected.Fields : [];
        foreach (var (place, finding) in findings.Where(one => !mending.Contains(one.Field)).Take(MostFindings).Index())
        {
            var or = place < MostOffers ? ReviewedExceptions.Offer(handoff, finding.Field) : null;
            yield return new FormPart.Finding(finding.Field, finding.Label, finding.Says, Presses.Of(Act.Fix, handoff, finding.Field), or);
        }

        if (findings.Length > MostFindings)
            yield return ScreenParts.Notes($"And {findings.Length - MostFindings} more, on their steps.");
    }
}
