using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What a receiver reads of a handoff: at most 10 answers of 300 characters, with counts for the rest, then what was asked.</summary>
internal static class BriefBody
{
    public const int MostAnswers = 10;
    public const int AnswerLength = 300;

    /// <summary>People, times, answers; without the client, whom the title names, the state and the buttons.</summary>
    public static IEnumerable<CardPart> Parts(HandoffView view) =>
        [new CardPart.Facts(Facts(view)), .. Answers(view.Handoff), .. QuestionWords.OnACard(view)];

    public static ImmutableArray<Fact> Facts(HandoffView view)
    {
        var handoff = view.Handoff;
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.Add(new("From", Spoken.Sender(view)));
        facts.Add(new("To", Spoken.To(view)));
        if (handoff.Agreement is { } agreement)
            facts.Add(new("Playbook", Phrase.Of("As agreed ", Spoken.At(view, agreement.At), $" by {Counted.And([.. agreement.By.Select(one => Spoken.Name(view, one))])} (version {handoff.Playbook.Version})")));

        if (handoff.Round > 1)
            facts.Add(new("Round", $"{handoff.Round}"));

        if (handoff.IsOpen && view.Due is { } due)
            facts.Add(new(handoff.Status == HandoffStatus.Clarifying ? "Reply due" : "Answer due", Spoken.DueOrOverdue(view, due)));

        if (QuestionWords.ClientTime(view) is { } client)
            facts.Add(client);

        if (handoff.Status == HandoffStatus.Accepted && view.Due is { } kickoff)
            facts.Add(new("Kick-off due", Spoken.DueOrOverdue(view, kickoff)));

        if (handoff.Accepted is { } accepted && handoff.Status is HandoffStatus.Accepted or HandoffStatus.Completed)
            facts.Add(new("Owner", handoff.Status is HandoffStatus.Accepted ? Spoken.Awaited(view, accepted.Keeper) : Spoken.Name(view, accepted.Keeper)));
        else if (handoff.Proposal is { } proposal && handoff.Status is not HandoffStatus.Discarded)
            facts.Add(new("Proposed owner", $"{Spoken.Awaited(view, proposal.Person)}, because {Shortened.To(proposal.Why, 200)}"));

        if (handoff.IsOpen && handoff.ClaimedBy is { } claimed)
            facts.Add(new("Claimed by", Spoken.Awaited(view, claimed)));

        if (EvidenceWords.Count(view) is { } evidence)
            facts.Add(evidence);

        return facts.ToImmutable();
    }

    private static IEnumerable<CardPart> Answers(Handoff handoff)
    {
        var asked = handoff.Answers.Asked(handoff.Playbook.Checklist);
        var client = handoff.Playbook.Checklist.ClientField.Id;
        var answered = handoff.Playbook.Checklist.Fields
            .Where(field => field.Id != client && asked.Find(field.Id) is not null)
            .Select(field => (Field: field, Text: asked.Find(field.Id)!.Shown))
            .ToList();

        foreach (var part in Drawn(answered.Take(MostAnswers)))
            yield return part;

        if (Rest(answered) is { } rest)
            yield return new CardPart.Note(rest);
    }

    /// <summary>Short answers stand in columns, long ones below each other, in the order of the checklist.</summary>
    private static IEnumerable<CardPart> Drawn(IEnumerable<(Field Field, string Text)> answers)
    {
        var columns = ImmutableArray.CreateBuilder<Fact>();
        foreach (var (field, text) in answers)
        {
            var shown = Shortened.To(text, AnswerLength);
            if (field.Kind is not FieldKind.LongText && shown.Length <= 80 && !shown.Contains('\n', StringComparison.Ordinal))
            {
                columns.Add(new(field.Label, shown));
                continue;
            }

            if (columns.Count > 0)
                yield return new CardPart.Facts(columns.DrainToImmutable());

            yield return new CardPart.LongText(field.Label, shown);
        }

        if (columns.Count > 0)
            yield return new CardPart.Facts(columns.DrainToImmutable());
    }

    private static string? Rest(List<(Field Field, string Text)> answered)
    {
        var more = Math.Max(0, answered.Count - MostAnswers);
        var cut = answered.Take(MostAnswers).Count(one => one.Text.Length > AnswerLength);
        var counts = new List<string>();
        if (more > 0)
            counts.Add(Counted.Of(more, "more answer"));

        if (cut > 0)
            counts.Add($"{Counted.Of(cut, "answer")} shortened here");

        return counts.Count == 0 ? null : $"{Counted.And(counts)}: Details shows everything in full.";
    }
}
