using HandoffBot.Core.Clients;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>One promise of a list.</summary>
/// <param name="Client">The client as sentences call it.</param>
/// <param name="Today">The date in the organization's zone.</param>
public sealed record ListedPromise(Commitment Commitment, string Client, LocalDate Today)
{
    /// <summary>Not for whatever else is handed over.</summary>
    public bool IsToClient { get; init; } = true;

    /// <summary>Who does not take it on, where it is disputed and so stays with the reader, who sent it.</summary>
    public string? DisputedBy { get; init; }
}

/// <summary>Promises below the handoffs of a list, each with what the reader can say of it.</summary>
internal static class ListedPromises
{
    public static IEnumerable<CardPart> Parts(ListPage list)
    {
        if (list.Promises.IsEmpty)
            yield break;

        yield return new CardPart.Divider();
        var disputed = list.Promises.Where(one => one.DisputedBy is not null).ToList();
        foreach (var part in Group("Disputed promises that stay with you:", disputed))
            yield return part;

        var owned = list.Promises.Where(one => one.DisputedBy is null).ToList();
        foreach (var part in Group(owned.TrueForAll(one => one.IsToClient) ? "Promised to clients of yours:" : "Promised for what you own:", owned))
            yield return part;

        var later = list.PromisesInAll - (list.Page * ListCard.MostPromises);
        if (later > 0)
            yield return new CardPart.Note($"{Counted.Of(later, "more promise")}, due later, on the next page.");
    }

    public static Phrase Line(ListedPromise one)
    {
        var (commitment, text) = (one.Commitment, one.Commitment.Text);
        var asked = commitment.Asking?.Answer is { } said ? $" · the team that was asked says “{Promised.Answer(said)}”" : "";
        return Phrase.Of(
            new Inline.Strong(Shortened.To(one.Client.ReplaceLineEndings(" "), 100)),
            $" · {Promised.Quoted(text.What)} · due {Promised.On(text.Due)}{(text.Due < one.Today ? " · overdue" : "")}{Disputed(one)}{asked}").Then([.. Promised.Source(commitment)]);
    }

    private static IEnumerable<CardPart> Group(string heading, List<ListedPromise> promises) => promises.Count == 0
        ? []
        : [
            new CardPart.Text(Phrase.Of(new Inline.Strong(heading))),
            .. promises.SelectMany(one => new CardPart[] { new CardPart.Text(Line(one)), new CardPart.Buttons(PromiseButtons.Of(one)) }),
        ];

    private static string Disputed(ListedPromise one) => (one.Commitment.Dispute, one.DisputedBy) switch
    {
        (null, _) => "",
        ({ Proposal: { BySender: false } proposal }, { } by) =>
            $" · disputed by {Shortened.To(by, 80)}, who can do {Promised.Quoted(proposal.Text.What)} by {Promised.On(proposal.Text.Due)}",
        ({ Proposal: not null }, { } by) => $" · disputed by {Shortened.To(by, 80)}, who is asked to agree to what you proposed",
        ({ Reason: var why }, { } by) => $" · disputed by {Shortened.To(by, 80)}: {Promised.Quoted(why, 200)}",
        _ => " · disputed",
    };
}
