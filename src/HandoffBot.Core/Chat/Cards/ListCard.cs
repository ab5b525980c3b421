using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>A page of handoffs, oldest due first, each with its button.</summary>
public static class ListCard
{
    /// <summary>How many fit a page. Each takes two blocks of a message's 50, and so does each of what stands below.</summary>
    public const int PageSize = 8;

    /// <summary>How many next actions stand below a page, soonest due first.</summary>
    public const int MostActions = 3;

    /// <summary>How many exceptions stand below a page, soonest due first.</summary>
    public const int MostExceptions = 3;

    /// <summary>How many promises stand below a page: disputed ones first, then soonest due first.</summary>
    public const int MostPromises = 4;

    /// <summary>How many pages it takes, of which each has its share of the promises.</summary>
    public static int Pages(int handoffs, int promises) => Math.Max(1, Math.Max((handoffs + PageSize - 1) / PageSize, (promises + MostPromises - 1) / MostPromises));

    public static Card For(ListPage list)
    {
        if (list.Total == 0 && list.Promises.IsEmpty && list.Actions.IsEmpty && list.Exceptions.IsEmpty)
            return NoticeCards.WithButtons(list.Empty, [.. list.EmptyButtons]);

        var pages = Pages(list.Total, list.PromisesInAll);
        var title = pages > 1 ? $"{list.Title}: {list.Total}, page {list.Page} of {pages}" : $"{list.Title}: {list.Total}";
        var parts = new List<CardPart> { new CardPart.Header(title) };
        foreach (var entry in list.Entries.Take(PageSize))
        {
            parts.Add(new CardPart.Text(Line(entry, list.Zone)));
            parts.Add(new CardPart.Buttons([entry.Button]));
        }

        parts.AddRange(Actions(list));
        parts.AddRange(Exceptions(list));
        parts.AddRange(ListedPromises.Parts(list));
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
        yield return new CardPart.Text(Phrase.Of(new Inline.Strong($"To be done next for {Owned(list.Actions.All(one => one.Handoff.Subject.IsClient))}:")));
        foreach (var one in list.Actions.Take(MostActions))
        {
            yield return new CardPart.Text(Line(one));
            yield return new CardPart.Buttons([Done(one)]);
        }

        if (list.Actions.Length > MostActions)
            yield return new CardPart.Note($"{Counted.Of(list.Actions.Length - MostActions, "more action")}, due later.");
    }

    private static IEnumerable<CardPart> Exceptions(ListPage list)
    {
        if (list.Exceptions.IsEmpty)
            yield break;

        yield return new CardPart.Divider();
        yield return new CardPart.Text(Phrase.Of(new Inline.Strong("Exceptions to be filled in:")));
        foreach (var one in list.Exceptions.Take(MostExceptions))
        {
            yield return new CardPart.Text(Line(one));
            yield return new CardPart.Buttons([FillIn(one)]);
        }

        if (list.ExceptionsInAll > MostExceptions)
            yield return new CardPart.Note($"{Counted.Of(list.ExceptionsInAll - MostExceptions, "more exception")}, due later.");
    }

    private static string Owned(bool clients) => clients ? "clients of yours" : "what you own";

    internal static Phrase Line(ListedAction one)
    {
        var (action, overdue) = (one.Action, one.Action.Due < one.Today ? " · overdue" : "");
        return Phrase.Of(
            new Inline.Strong(Spoken.Client(one.Handoff)),
            $" · {Promised.Quoted(action.What)} · by {Promised.On(action.Due)}{overdue}{(one.Who is { } who ? $" · {Shortened.To(who, 80)}" : "")}");
    }

    internal static CardButton Done(ListedAction one) => new("Done", Presses.Of(Act.Finish, one.Handoff, $"{one.Action.Id:N}"), ButtonStyle.Primary);

    internal static Phrase Line(ListedExceptionRecord one) => Phrase.Of(
        new Inline.Strong(Shortened.To(one.Handoff.Called.ReplaceLineEndings(" "), 100)),
        $" · {Excepted.Labelled(one.Handoff, one.Exception.Field)} · by {Promised.On(one.Exception.Until)}{(one.IsOverdue ? " · overdue" : "")}");

    internal static CardButton FillIn(ListedExceptionRecord one) => Excepted.FillIn(one.Handoff, one.Exception, "Fill in");

    internal static Phrase Line(ListEntry entry, DateTimeZone zone)
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
    /// <summary>The reader's disputed promises, then those to their clients, soonest due first; on each page its <see cref="ListCard.MostPromises"/>.</summary>
    public ImmutableArray<ListedPromise> Promises { get; init; } = [];

    /// <summary>What is to be done next for clients of the reader's, soonest due first; the first <see cref="ListCard.MostActions"/> are shown.</summary>
    public ImmutableArray<ListedAction> Actions { get; init; } = [];

    /// <summary>What is to be filled in, soonest due first; the first <see cref="ListCard.MostExceptions"/> are shown.</summary>
    public ImmutableArray<ListedExceptionRecord> Exceptions { get; init; } = [];

    /// <summary>How many exceptions there are, shown or not.</summary>
    public int ExceptionsInAll { get; init; }

    /// <summary>How many promises there are on all pages.</summary>
    public int PromisesInAll { get; init; }
}

/// <summary>One next action of a list.</summary>
/// <param name="Who">By name; null when it is the client's owner.</param>
/// <param name="Today">The date in the organization's zone.</param>
public sealed record ListedAction(NextAction Action, Handoff Handoff, string? Who, LocalDate Today);

/// <summary>One exception of a list.</summary>
/// <param name="Today">The date in the organization's zone.</param>
public sealed record ListedExceptionRecord(ExceptionRecord Exception, Handoff Handoff, LocalDate Today)
{
    /// <summary>Its day has passed.</summary>
    internal bool IsOverdue => Exception.Until < Today;
}

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
