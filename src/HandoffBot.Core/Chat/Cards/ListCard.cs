using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>A page of handoffs, oldest due first, each with its button.</summary>
public static class ListCard
{
    /// <summary>How many fit a page: each takes two blocks of a message's 50.</summary>
    public const int PageSize = 8;

    /// <summary>How many next actions stand below a page, soonest due first.</summary>
    public const int MostActions = 5;

    /// <summary>How many promises stand below a page, soonest due first.</summary>
    public const int MostPromises = 5;

    public static Card For(ListPage list)
    {
        if (list.Total == 0 && list.Promises.IsEmpty && list.Actions.IsEmpty)
            return NoticeCards.WithButtons(list.Empty, [.. list.EmptyButtons]);

        var pages = Math.Max(1, (list.Total + PageSize - 1) / PageSize);
        var title = pages > 1 ? $"{list.Title}: {list.Total}, page {list.Page} of {pages}" : $"{list.Title}: {list.Total}";
        var parts = new List<CardPart> { new CardPart.Header(title) };
        foreach (var entry in list.Entries.Take(PageSize))
        {
            parts.Add(new CardPart.Text(Line(entry, list.Zone)));
            parts.Add(new CardPart.Buttons([entry.Button]));
        }

        parts.AddRange(Actions(list));
        parts.AddRange(Promises(list));
        if (Turning(list, pages) is { IsEmpty: false } turning)
        {
            parts.Add(new CardPart.Divider());
            parts.Add(new CardPart.Buttons(turning));
        }

        return new(title, [.. parts]);
    }

    private static IEnumerable<CardPart> Actions(ListPage list)
    {
        if (list.Actions.IsEmpty)
            yield break;

        yield return new CardPart.Divider();
        yield return new CardPart.Text(Phrase.Of(new Inline.Strong("To be done next for clients of yours:")));
        foreach (var one in list.Actions.Take(MostActions))
        {
            var (action, overdue) = (one.Action, one.Action.Due < one.Today ? " · overdue" : "");
            yield return new CardPart.Text(Phrase.Of(
                new Inline.Strong(Shortened.To(one.Handoff.ClientName.ReplaceLineEndings(" "), 100)),
                $" · {Promised.Quoted(action.What)} · by {Promised.On(action.Due)}{overdue}{(one.Who is { } who ? $" · {Shortened.To(who, 80)}" : "")}"));
            yield return new CardPart.Buttons([new("Done", Presses.Of(Act.Finish, one.Handoff, $"{action.Id:N}"), ButtonStyle.Primary)]);
        }

        if (list.Actions.Length > MostActions)
            yield return new CardPart.Note($"{Counted.Of(list.Actions.Length - MostActions, "more action")}, due later.");
    }

    private static IEnumerable<CardPart> Promises(ListPage list)
    {
        if (list.Promises.IsEmpty)
            yield break;

        yield return new CardPart.Divider();
        yield return new CardPart.Text(Phrase.Of(new Inline.Strong("Promised to clients of yours:")));
        foreach (var one in list.Promises.Take(MostPromises))
        {
            var (text, overdue) = (one.Commitment.Text, one.Commitment.Text.Due < one.Today ? " · overdue" : "");
            if (one.Commitment.Dispute is not null)
                overdue += " · disputed";
            yield return new CardPart.Text(Phrase.Of(
                new Inline.Strong(Shortened.To(one.Client.ReplaceLineEndings(" "), 100)), $" · {Promised.Quoted(text.What)} · due {Promised.On(text.Due)}{overdue}{(one.Commitment.Asking?.Answer is { } said ? $" · the team that was asked says “{Promised.Answer(said)}”" : "")}"));
            yield return new CardPart.Buttons(PromiseButtons.For(one.Commitment));
        }

        if (list.PromisesInAll > MostPromises)
            yield return new CardPart.Note($"{Counted.Of(list.PromisesInAll - MostPromises, "more promise")}, due later.");
    }

    private static Phrase Line(ListEntry entry, DateTimeZone zone)
    {
        var line = Phrase.Of(new Inline.Strong(entry.Title), " · ").Then([.. entry.State.Parts]);
        return entry.Due is { } due ? line.Then(entry.Overdue ? " · overdue since " : " · due ", new Inline.When(due, zone)) : line;
    }

    private static ImmutableArray<CardButton> Turning(ListPage list, int pages)
    {
        var turning = ImmutableArray.CreateBuilder<CardButton>();
        if (list.Page > 1)
            turning.Add(To("Previous", list.Page - 1));

        if (list.Page < pages)
            turning.Add(To("Next", list.Page + 1));

        return turning.ToImmutable();

        CardButton To(string label, int page) => new(label, Presses.Say($"{list.Command} {page.ToString(CultureInfo.InvariantCulture)}"));
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Command">The word that shows it: <c>inbox</c>; a page number may follow it.</param>
/// <param name="Page">From 1.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Empty">What is said when there is none.</param>
public sealed record ListPage(
    string Command, string Title, int Page, int Total, ImmutableArray<ListEntry> Entries, DateTimeZone Zone, Phrase Empty, ImmutableArray<CardButton> EmptyButtons)
{
    /// <summary>Promises to clients of the reader's, soonest due first; the first <see cref="ListCard.MostPromises"/> are shown.</summary>
    public ImmutableArray<ListedPromise> Promises { get; init; } = [];

    /// <summary>What is to be done next for clients of the reader's, soonest due first; the first <see cref="ListCard.MostActions"/> are shown.</summary>
    public ImmutableArray<ListedAction> Actions { get; init; } = [];

    /// <summary>How many promises there are, shown or not.</summary>
    public int PromisesInAll { get; init; }
}

/// <summary>One next action of a list.</summary>
/// <param name="Who">By name; null when it is the client's owner.</param>
/// <param name="Today">The date in the organization's zone.</param>
public sealed record ListedAction(NextAction Action, Handoff Handoff, string? Who, LocalDate Today);

/// <summary>One promise of a list.</summary>
/// <param name="Client">The client's name.</param>
/// <param name="Today">The date in the organization's zone.</param>
public sealed record ListedPromise(Commitment Commitment, string Client, LocalDate Today);

/// <summary>One handoff of a list.</summary>
public sealed record ListEntry(string Title, Phrase State, Instant? Due, bool Overdue, CardButton Button)
{
    public static ListEntry Of(HandoffView view, Act act)
    {
        var label = act == Act.Continue ? "Continue" : "Show";
        var from = Phrase.Of($"{Spoken.Sender(view)} → {Spoken.To(view)} · ");
        return new(
            Spoken.Titled(view),
            from.Then([.. Spoken.State(view).Parts, .. Absent(view)]),
            view.Due,
            view.Due is { } due && due <= view.Now,
            new CardButton(label, Presses.Of(act, view.Handoff)));
    }

    /// <summary>That whoever must move is away.</summary>
    private static Inline[] Absent(HandoffView view)
    {
        PersonId? holder = view.Handoff switch
        {
            { IsOpen: true, Status: HandoffStatus.Submitted } waiting => waiting.ClaimedBy ?? waiting.Proposal?.Person,
            { Status: HandoffStatus.Accepted } accepted => view.Client?.Owner ?? accepted.Accepted?.Owner,
            { Status: HandoffStatus.Rejected or HandoffStatus.Clarifying or HandoffStatus.Draft } theirs => theirs.Sender,
            _ => null,
        };
        return holder is { } person && view.Person(person).Away is { } away ? [$" · {Spoken.Name(view, person)} is {away.Words}"] : [];
    }
}
