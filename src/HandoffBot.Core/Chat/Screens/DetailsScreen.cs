using System.Globalization;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Everything in full, on as many pages as it takes.</summary>
public static class DetailsScreen
{
    /// <summary>A view holds 100 blocks and 250 kB: these keep well below either.</summary>
    public const int MostParts = 40;
    public const int MostCharacters = 20_000;

    /// <param name="page">From 1; one that does not exist shows the nearest that does.</param>
    /// <param name="history">Everything that happened, oldest first.</param>
    /// <param name="reader">Who looks at it; null offers nothing to be done.</param>
    public static Form Draw(HandoffView view, IReadOnlyList<HistoryEntry> history, int page = 1, Actor? reader = null)
    {
        var handoff = view.Handoff;
        var pages = Pages(Everything(view, history, reader));
        var at = Math.Clamp(page, 1, pages.Count);
        var parts = new List<FormPart>();
        if (pages.Count > 1)
            parts.Add(new FormPart.Progress($"Page {at} of {pages.Count}"));

        parts.AddRange(pages[at - 1].Select(part => part is CardPart.Buttons buttons ? new FormPart.AnswerButtons(buttons.Of) : (FormPart)new FormPart.Shown(part)));
        var turning = new List<CardButton>();
        if (at > 1)
            turning.Add(To("Previous page", at - 1));

        if (at < pages.Count)
            turning.Add(To("Next page", at + 1));

        if (turning.Count > 0)
            parts.Add(new FormPart.AnswerButtons([.. turning]));

        return new(
            new(FormKind.Details, handoff.Number, Round: handoff.Round, Revision: handoff.Revision, Step: at),
            ScreenParts.Title($"Details of {handoff.Reference}"),
            [.. parts],
            Submit: null);

        CardButton To(string label, int to) => new(label, Presses.Of(Act.Details, handoff, to.ToString(CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<CardPart> Everything(HandoffView view, IReadOnlyList<HistoryEntry> history, Actor? reader)
    {
        yield return new CardPart.Header(Spoken.Titled(view));
        yield return new CardPart.Text(Spoken.State(view));
        yield return new CardPart.Facts(BriefBody.Facts(view));
        foreach (var part in Outcome(view))
            yield return part;

        var asked = view.Handoff.Answers.Asked(view.Handoff.Playbook.Checklist);
        foreach (var step in view.Handoff.Playbook.Checklist.Steps)
        {
            var answered = step.Fields.Where(field => asked.Find(field.Id) is not null).ToList();
            if (answered.Count == 0)
                continue;

            yield return new CardPart.Header(step.Name);
            foreach (var field in answered)
                yield return new CardPart.LongText(field.Label, asked.Find(field.Id)!.Shown);
        }

        foreach (var part in Promised.InFull(view).Concat(NextSteps.InFull(view)).Concat(Excepted.InFull(view)).Concat(EvidenceWords.InFull(view, reader)))
            yield return part;

        if (!view.Handoff.Questions.IsEmpty)
            yield return new CardPart.Header("Questions");

        foreach (var part in QuestionWords.InFull(view))
            yield return part;

        if (history.Count == 0)
            yield break;

        yield return new CardPart.Header("History");
        foreach (var line in History.Lines(view, history))
            yield return new CardPart.Note(line);
    }

    private static IEnumerable<CardPart> Outcome(HandoffView view)
    {
        if (view.Handoff.Rejected is { } rejected)
        {
            yield return new CardPart.Text(Lessons.Sentence(view, rejected));
            if (rejected.Note is { Length: > 500 } note)
                yield return new CardPart.LongText("The receiver's words in full", note);
        }

        if (view.Handoff.Accepted?.ReadBack is { Length: > 0 } readBack)
            yield return new CardPart.LongText($"What {Spoken.The(view)} needs next, in the receiver's words", readBack);
    }

    private static List<List<CardPart>> Pages(IEnumerable<CardPart> all)
    {
        var pages = new List<List<CardPart>> { new() };
        var characters = 0;
        foreach (var part in all)
        {
            var length = part is CardPart.LongText text ? text.Value.Length + text.Label.Length : 200;
            if (pages[^1].Count > 0 && (pages[^1].Count >= MostParts || characters + length > MostCharacters))
            {
                pages.Add([]);
                characters = 0;
            }

            pages[^1].Add(part);
            characters += length;
        }

        return pages;
    }
}
