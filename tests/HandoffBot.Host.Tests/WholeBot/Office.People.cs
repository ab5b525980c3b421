using HandoffBot.Core.Chat;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Who is there, each at the client of their platform.</summary>
internal sealed partial class Office
{
    /// <summary>Somebody where their team works.</summary>
    public Player As(string name) => As(name, _setting.Of(name));

    /// <summary>Somebody at the client of a platform, on which they have an account.</summary>
    public Player As(string name, Platform platform) =>
        _players.TryGetValue((name, platform), out var player) ? player : _players[(name, platform)] = AtAnother(name, platform);

    /// <summary>The same at another window, which leaves the first as it is.</summary>
    public Player AtAnother(string name) => AtAnother(name, _setting.Of(name));

    /// <summary>Lets somebody into a place, with an account there if they have none yet.</summary>
    public Player Lets(string email, string place, bool guest = false)
    {
        var person = Outside.Person(email, guest);
        if (_setting.At(place) == Platform.MsTeams)
        {
            Connector.Admit(person, Outside.TeamOf(place));
        }
        else
        {
            StandIn.Admit(person);
            StandIn.Invite(place, email);
        }

        return As(person.Name, _setting.At(place)).In(place);
    }

    /// <summary>An account of the tenant by its id in Entra.</summary>
    public Account MsTeamsAccount(string id)
    {
        var tenant = MsTeams<MsTeamsTenant>();
        lock (tenant.Gate)
            return tenant.Account(id)!;
    }

    private Player AtAnother(string name, Platform platform) =>
        platform == Platform.MsTeams ? new MsTeamsPlayer(this, name) : new SlackPlayer(this, name);
}
