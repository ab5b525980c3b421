using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>Messages that were added to a handoff, in words.</summary>
internal static class EvidenceWords
{
    /// <summary>How many there are, where there are any: the brief counts, Details shows.</summary>
    public static Fact? Count(HandoffView view) =>
        view.Handoff.Evidence.IsEmpty ? null : new Fact("Evidence", $"{Counted.Of(view.Handoff.Evidence.Length, "message")}, in Details");

    /// <param name="reader">Who looks at it; they are offered to take back what they may.</param>
    public static IEnumerable<CardPart> InFull(HandoffView view, Actor? reader)
    {
        if (view.Handoff.Evidence.IsEmpty)
            yield break;

        yield return new CardPart.Header("Evidence");
        foreach (var one in view.Handoff.Evidence)
        {
            yield return new CardPart.LongText($"{Author(view, one)}, in {one.Message.Platform.InWords()}", one.Text);
            yield return new CardPart.Note(From(view, one));
            if (reader is not null && Permissions.MayRemoveEvidence(reader, view.Handoff, one))
                yield return new CardPart.Buttons([Remove(view, one)]);
        }
    }

    /// <summary>As the history tells it. What was taken back is not told again.</summary>
    public static string Words(HandoffView view, Evidence evidence)
    {
        var added = $"added a message of {Author(view, evidence)} as evidence";
        return view.Handoff.Evidence.Any(one => one.Id == evidence.Id) ? $"{added}: {Promised.Quoted(evidence.Text)}" : $"{added}, which was taken back since";
    }

    public static string TakenBack(HandoffView view, Evidence evidence) => $"took back the message of {Author(view, evidence)} that was added as evidence";

    private static CardButton Remove(HandoffView view, Evidence evidence) => new(
        $"Take back {Promised.Quoted(evidence.Text, 30)}", Presses.Of(Act.RemoveEvidence, view.Handoff, $"{evidence.Id:N}"), ButtonStyle.Danger,
        $"Take this message back? It is then kept with {view.Handoff.Reference} no longer. The history says that it was, and not what it said.");

    /// <summary>As they are called now, where the bot knows them.</summary>
    private static string Author(HandoffView view, Evidence evidence) =>
        evidence.AuthorPerson is { } person && view.People.ContainsKey(person) ? Spoken.Name(view, person) : evidence.Author;

    private static Phrase From(HandoffView view, Evidence evidence)
    {
        var added = Phrase.Of($"Added by {Spoken.Name(view, evidence.AddedBy)}, ", Spoken.At(view, evidence.AddedAt));
        if (evidence.IsCut)
            added = added.Then($" · the first {Evidence.LongestText:#,##0} characters of it");

        return evidence.Link is { } link ? added.Then(" · ", new Inline.Link("Open the message", link)) : added;
    }
}
