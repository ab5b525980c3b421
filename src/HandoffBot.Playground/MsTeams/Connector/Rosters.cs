using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Connector;

/// <summary>Who is in a conversation, and what a team consists of.</summary>
internal sealed class Rosters(MsTeamsTenant tenant) : IConnectorOperations
{
    /// <summary>Smaller pages are made as large as this, larger ones as small as the most.</summary>
    internal int LeastPage { get; set; } = 50;

    private const int MostPage = 500;
    private const int UsualPage = 200;

    public IEnumerable<(string Name, ConnectorOperation Operation)> Operations =>
    [
        (MsTeamsOperations.Members, Page),
        (MsTeamsOperations.Member, Member),
        (MsTeamsOperations.Team, Team),
        (MsTeamsOperations.Channels, Channels),
    ];

    private ConnectorAnswer Page(ConnectorCall call)
    {
        var (people, refusal) = Roster(call.Conversation);
        if (refusal is not null) return refusal;

        var asked = int.TryParse(call.Query["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : UsualPage;
        var from = 0;
        if (call.Query["continuationToken"].ToString() is { Length: > 0 } token)
        {
            from = people.FindIndex(person => Token(person) == token);
            if (from < 0) return ConnectorAnswer.BadArgument("Invalid continuation token");
        }

        var page = people.Skip(from).Take(Math.Clamp(asked, LeastPage, MostPage)).ToList();
        var body = new JsonObject { ["members"] = new JsonArray([.. page.Select(Shown)]) };
        if (from + page.Count < people.Count) body["continuationToken"] = Token(people[from + page.Count]);
        return new ConnectorAnswer(200, body);
    }

    private ConnectorAnswer Member(ConnectorCall call)
    {
        var (people, refusal) = Roster(call.Conversation);
        if (refusal is not null) return refusal;

        return tenant.Account(call.Target) is { } person && people.Contains(person)
            ? new ConnectorAnswer(200, Shown(person))
            : ConnectorAnswer.Error(404, "MemberNotFoundInConversation", "The member is not part of the conversation roster.");
    }

    private ConnectorAnswer Team(ConnectorCall call)
    {
        if (tenant.Team(call.Conversation) is not { } team) return ConnectorAnswer.ConversationNotFound;
        if (!team.HasBot) return ConnectorAnswer.NotInRoster;

        return new ConnectorAnswer(200, new JsonObject
        {
            ["id"] = team.Id,
            ["name"] = team.Name,
            ["aadGroupId"] = team.GroupId,
            ["channelCount"] = team.Channels.Count,
            ["memberCount"] = team.Members.Count,
        });
    }

    private ConnectorAnswer Channels(ConnectorCall call)
    {
        if (tenant.Team(call.Conversation) is not { } team) return ConnectorAnswer.ConversationNotFound;

        return team.HasBot
            ? new ConnectorAnswer(200, new JsonObject { ["conversations"] = new JsonArray([.. team.Channels.Select(Shown)]) })
            : ConnectorAnswer.NotInRoster;
    }

    private (List<Account> People, ConnectorAnswer? Refusal) Roster(string conversation)
    {
        if (tenant.Find(conversation) is not { Conversation: var found }) return ([], ConnectorAnswer.ConversationNotFound);
        if (found.Team is { } team)
            return team.HasBot ? ([.. team.Members.Select(tenant.Account).OfType<Account>().Where(each => !each.IsDisabled)], null) : ([], ConnectorAnswer.NotInRoster);

        return tenant.Account(found.Person) is { IsDisabled: false } person && tenant.Reaches(person) ? ([person], null) : ([], ConnectorAnswer.NotInRoster);
    }

    private JsonObject Shown(Account person)
    {
        var words = person.Name.Split(' ', 2);
        return new JsonObject
        {
            ["id"] = person.Id,
            ["name"] = person.Name,
            ["aadObjectId"] = person.AadObjectId,
            ["objectId"] = person.AadObjectId,
            ["givenName"] = words[0],
            ["surname"] = words.Length > 1 ? words[1] : "",
            ["email"] = person.Email,
            ["userPrincipalName"] = person.UserPrincipalName,
            ["tenantId"] = tenant.Options.TenantId,
            ["userRole"] = person.IsGuest ? "guest" : "user",
        };
    }

    /// <summary>The General channel has no name on the wire: every client says it in its own language.</summary>
    private static JsonObject Shown(Conversation channel)
    {
        var shown = new JsonObject { ["id"] = channel.Id };
        if (channel.Id != channel.Team!.Id) shown["name"] = channel.Name;
        return shown;
    }

    private static string Token(Account person) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"next:{person.AadObjectId}"));
}
