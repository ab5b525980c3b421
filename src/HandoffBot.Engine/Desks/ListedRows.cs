using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>Which handoffs stand on the lists of a person, said to the database once for every place that shows them.</summary>
internal static class ListedRows
{
    private static readonly HandoffStatus[] Waiting = [HandoffStatus.Submitted, HandoffStatus.Clarifying];

    private static readonly HandoffStatus[] Running =
        [HandoffStatus.Submitted, HandoffStatus.Clarifying, HandoffStatus.Rejected, HandoffStatus.Accepted];

    /// <summary>The actor's own, and those of the teams that they lead.</summary>
    public static IQueryable<HandoffRow> Drafts(this IQueryable<HandoffRow> handoffs, Actor actor) => handoffs.Where(one =>
        one.Status == HandoffStatus.Draft && (one.Sender == actor.Person.Value || actor.Leads.ToList().Contains(one.SendingTeam)));

    /// <summary>What waits for the answer of the actor's teams: what they receive, and what they were asked about.</summary>
    public static IQueryable<HandoffRow> Inbox(this IQueryable<HandoffRow> handoffs, Actor actor)
    {
        var teams = actor.Teams.Union(actor.Leads).ToList();
        return handoffs.Where(one =>
            (teams.Contains(one.ReceivingTeam) && Waiting.Contains(one.Status))
            || (teams.Contains(one.SendingTeam) && one.Status == HandoffStatus.Clarifying));
    }

    /// <summary>Those that <see cref="Inbox"/> leaves out.</summary>
    public static IQueryable<HandoffRow> NotInbox(this IQueryable<HandoffRow> handoffs, Actor actor)
    {
        var teams = actor.Teams.Union(actor.Leads).ToList();
        return handoffs.Where(one =>
            !(teams.Contains(one.ReceivingTeam) && Waiting.Contains(one.Status))
            && !(teams.Contains(one.SendingTeam) && one.Status == HandoffStatus.Clarifying));
    }

    /// <summary>What the actor sent or whose client they own, while it runs; leads see what their teams sent.</summary>
    public static IQueryable<HandoffRow> Mine(this IQueryable<HandoffRow> handoffs, Actor actor, IQueryable<ClientRow> clients) =>
        handoffs.UnderWay().Where(one =>
            one.Sender == actor.Person.Value
            || actor.Leads.ToList().Contains(one.SendingTeam)
            || clients.Any(client => client.Id == one.Client && client.Owner == actor.Person.Value));

    /// <summary>Where something is to be filled in by the person: they sent it, or own its client. Each way has its index, so they are two questions.</summary>
    public static IQueryable<HandoffRow> ToFillIn(this IQueryable<HandoffRow> handoffs, PersonId person, IQueryable<ClientRow> clients)
    {
        var open = handoffs.Where(one => one.Exceptions > 0);
        var owned =
            from client in clients
            join one in open on (Guid?)client.Id equals one.Client
            where client.Owner == person.Value && client.Exceptions > 0
            select one.Number;
        var theirs = open.Where(one => one.Sender == person.Value).Select(one => one.Number).Union(owned);
        return handoffs.Where(one => theirs.Contains(one.Number));
    }

    /// <summary>Sent and not ended.</summary>
    public static IQueryable<HandoffRow> UnderWay(this IQueryable<HandoffRow> handoffs) => handoffs.Where(one => Running.Contains(one.Status));

    /// <summary>What has no due time comes last.</summary>
    public static IQueryable<HandoffRow> OldestDueFirst(this IQueryable<HandoffRow> handoffs) =>
        handoffs.OrderBy(one => one.Due == null).ThenBy(one => one.Due).ThenBy(one => one.Number);
}
