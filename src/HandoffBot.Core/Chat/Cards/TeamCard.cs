using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>A team: what waits for it, what is overdue and at work, who is there, and which clients nobody owns.</summary>
public static class TeamCard
{
    public static Card For(TeamView team, ListPage list)
    {
        var title = Title(team, list);
        var drawn = list.Total == 0 ? [new CardPart.Text(list.Empty)] : ListCard.For(list).Parts.Skip(1);
        return new(title, [new CardPart.Header(title), .. About(team), .. drawn]);
    }

    /// <summary>"Onboarding: 3 wait, 1 overdue, 2 at work".</summary>
    private static string Title(TeamView team, ListPage list)
    {
        var pages = (list.Total + ListCard.PageSize - 1) / ListCard.PageSize;
        var counts = $"{team.Waiting} {(team.Waiting == 1 ? "waits" : "wait")}, {team.Overdue} overdue, {team.AtWork} at work";
        return $"{Shortened.To(team.Name, 80)}: {counts}{(pages > 1 ? $", page {list.Page} of {pages}" : "")}";
    }

    private static IEnumerable<CardPart> About(TeamView team)
    {
        if (team.OnDuty is { } onDuty)
            yield return new CardPart.Note($"On duty {team.Turn}: {Absent(onDuty)}");

        if (!team.Away.IsEmpty)
            yield return new CardPart.Note($"Away: {Counted.And(Counted.Few([.. team.Away.Select(Absent)]))}");

        if (!team.Orphans.IsEmpty)
        {
            var names = Counted.Few([.. team.Orphans.Select(one => $"{Shortened.To(one.Client.ReplaceLineEndings(" "), 80)} ({Shortened.To(one.Was, 60)} has left)")]);
            yield return new CardPart.Text(Phrase.Of(new Inline.Strong(team.OnlyClients ? Counted.Of(team.Orphans.Length, "client without an owner", "clients without an owner") : $"{team.Orphans.Length} without an owner"), $": {Counted.And(names)}"));
        }
    }

    private static string Absent(PersonView person) =>
        person.Away is { } away ? $"{Shortened.To(person.Name, 80)} ({away.Words})" : Shortened.To(person.Name, 80);
}

/// <summary>A team as whoever asks may see it.</summary>
/// <param name="Waiting">How many handoffs wait for it to answer, to mend or to reply.</param>
/// <param name="Overdue">How many of all are past their due time.</param>
/// <param name="AtWork">How many it has accepted and not kicked off.</param>
/// <param name="Turn">When the one who is on duty is, in words: <c>this week</c>.</param>
/// <param name="Orphans">Clients whose owner has left, with the owner's name.</param>
public sealed record TeamView(
    string Name, int Waiting, int Overdue, int AtWork, PersonView? OnDuty, string? Turn, ImmutableArray<PersonView> Away, ImmutableArray<(string Client, string Was)> Orphans)
{
    /// <summary>Nothing but clients is among the <see cref="Orphans"/>.</summary>
    public bool OnlyClients { get; init; } = true;
}
