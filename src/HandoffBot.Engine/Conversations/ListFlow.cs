using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>drafts</c>, <c>inbox</c> and <c>mine</c>: oldest due first; leads see their team's.</summary>
internal sealed class ListFlow(Reading reading, Deeds deeds)
{
    private static readonly CardButton Start = new("New handoff", Presses.Say("new"));

    public async Task<Response> ShowAsync(Caller caller, ListKind kind, int page)
    {
        var actor = caller.Actor;
        var (shown, title, empty) = kind switch
        {
            ListKind.Drafts => (await reading.DraftsAsync(actor, page, ListCard.PageSize), "Drafts", "You have no drafts."),
            ListKind.Inbox => (await reading.InboxAsync(actor, page, ListCard.PageSize), "Waiting for your team", "Nothing waits for your team's answer."),
            _ => (await reading.MineAsync(actor, page, ListCard.PageSize), "Sent or owned by you", "Nothing that you sent or own is under way."),
        };
        var (promises, inAll) = kind is ListKind.Mine ? await PromisesAsync(actor.Person, page) : ([], 0);
        if (ListCard.Pages(shown.Total, inAll) is var pages && page > pages)
            return await ShowAsync(caller, kind, pages);

        // Of the last pages there may be more for the promises than for the handoffs.
        var entries = shown.Number < page ? [] : shown.Entries.Select(view => ListEntry.Of(view, Button(actor, view.Handoff)));
        var (exceptions, exceptionsInAll) = kind is ListKind.Mine ? await reading.ExceptionsAsync(actor.Person, ListCard.MostExceptions) : ([], 0);
        return new Response.Says(ListCard.For(new(
            Word(kind), title, page, shown.Total, [.. entries], deeds.Organization.Zone, empty,
            NewFlow.Startable(actor, deeds.Configuration).Count > 0 ? [Start] : [])
        {
            Actions = kind is ListKind.Mine ? await reading.ActionsAsync(actor.Person) : [],
            Exceptions = exceptions,
            ExceptionsInAll = exceptionsInAll,
            Promises = promises,
            PromisesInAll = inAll,
        }));
    }

    /// <summary>What is disputed of what the person sent, then what was promised to their clients: of both together, a page's share.</summary>
    private async Task<(ImmutableArray<ListedPromise> Shown, int InAll)> PromisesAsync(PersonId person, int page)
    {
        var disputed = await reading.DisputedAsync(person);
        var skip = (page - 1) * ListCard.MostPromises;
        var first = disputed.Skip(skip).Take(ListCard.MostPromises).ToList();
        var (owned, inAll) = await reading.PromisesAsync(
            person, ListCard.MostPromises - first.Count, Math.Max(0, skip - disputed.Length), disputed.Select(one => one.Commitment.Id));
        return ([.. first, .. owned], disputed.Length + inAll);
    }

    private static Act Button(Actor actor, Handoff handoff) =>
        handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected && Permissions.MayEdit(actor, handoff) ? Act.Continue : Act.Show;

    private static string Word(ListKind kind) => kind switch
    {
        ListKind.Drafts => "drafts",
        ListKind.Inbox => "inbox",
        _ => "mine",
    };
}
