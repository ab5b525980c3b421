using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using HandoffBot.Core.Playbooks.Yaml;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>team NAME [page]</c>: what waits for a team, what is overdue and at work, as far as who asks may see it, and who is there.</summary>
internal sealed class TeamFlow(TeamReading reading, Deeds deeds)
{
    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest)
    {
        var page = 1;
        if (rest.Count > 1 && int.TryParse(rest.Of[^1].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var named))
            (page, rest) = (Math.Clamp(named, 1, 1_000_000), rest.Take(rest.Count - 1));

        var (team, choice) = rest.Count == 0 ? Own(caller) : Named(rest.Text);
        if (team is null)
            return new Response.Says(choice!);

        var (view, shown) = await reading.OfAsync(caller.Actor, team, page, ListCard.PageSize);
        return new Response.Says(TeamCard.For(view, new(
            $"team {team.Key}", team.Name, shown.Number, shown.Total,
            [.. shown.Entries.Select(one => ListEntry.Of(one, Act.Show))], deeds.Organization.Zone,
            $"Nothing that you may see waits for {team.Name} or is at work there.", [])));
    }

    /// <summary>The team of who asks, or of several a choice.</summary>
    private (Team? Team, Card? Choice) Own(Caller caller)
    {
        List<Team> own = [.. Teams.Where(one => caller.Actor.IsMemberOf(one.Key))];
        return own switch
        {
            [var only] => (only, null),
            [] => (null, Choice("Which team? Say, for example, ", Teams)),
            _ => (null, Choice("Which of your teams? Say, for example, ", own)),
        };
    }

    /// <summary>By key or name, else by what it begins with, else by a word in it.</summary>
    private (Team? Team, Card? Choice) Named(string said)
    {
        var name = Client.Fold(said);
        Func<Team, bool>[] ways =
        [
            one => Client.Fold(one.Key) == name || Client.Fold(one.Name) == name,
            one => Client.Fold(one.Key).StartsWith(name, StringComparison.Ordinal) || Client.Fold(one.Name).StartsWith(name, StringComparison.Ordinal),
            one => Client.Fold(one.Name).Contains(name, StringComparison.Ordinal),
        ];
        foreach (var way in ways)
        {
            switch (Teams.Where(way).ToList())
            {
                case [var only]:
                    return (only, null);
                case { Count: > 1 } several:
                    return (null, Choice($"Several teams could be meant by “{Shortened.To(said, 60)}”. Say, for example, ", several));
            }
        }

        var nearest = Nearest.To(name, Teams.SelectMany(one => new[] { Client.Fold(one.Key), Client.Fold(one.Name) }));
        var meant = Teams.Where(one => nearest is not null && (Client.Fold(one.Key) == nearest || Client.Fold(one.Name) == nearest)).ToList();
        return (null, Choice($"I know no team “{Shortened.To(said, 60)}”. Say, for example, ", meant.Count > 0 ? meant : Teams));
    }

    private IReadOnlyList<Team> Teams => [.. deeds.Organization.Teams.Values];

    private static Card Choice(string says, IReadOnlyList<Team> teams) => NoticeCards.WithButtons(
        Phrase.Of(says, new Inline.Command($"team {teams[0].Key}"), "."),
        [.. teams.Take(10).Select(one => new CardButton(Shortened.To(one.Name, 60), Presses.Say($"team {one.Key}")))]);
}
