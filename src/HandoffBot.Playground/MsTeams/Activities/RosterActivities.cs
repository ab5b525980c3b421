using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;

namespace HandoffBot.Playground.MsTeams.Activities;

/// <summary>
/// Writes what the bot is sent when the app comes or goes and when a team changes. Called under the tenant's lock.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
/// </summary>
internal sealed class RosterActivities(MsTeamsTenant tenant, ActivityWriter writer)
{
    /// <summary>Somebody adds the app for themselves.</summary>
    public IReadOnlyList<JsonObject> Installed(Account person)
    {
        var chat = tenant.ChatOf(person);
        var update = writer.Begin("conversationUpdate", ActivityWriter.NewId(), person, chat, null);
        update["membersAdded"] = new JsonArray(Shown(person), BotShown());
        return [update, Installation("add", person, chat)];
    }

    /// <summary>Somebody removes it.</summary>
    public IReadOnlyList<JsonObject> Uninstalled(Account person) => [Installation("remove", person, tenant.ChatOf(person))];

    /// <summary>The app of somebody who has it already is upgraded, of which a bot need not take more notice than of where that was.</summary>
    public JsonObject Upgraded(Account person) => Installation("add-upgrade", person, tenant.ChatOf(person));

    /// <summary>A member adds the app to a team.</summary>
    public IReadOnlyList<JsonObject> Installed(Team team, Account by)
    {
        var update = Changed(team, by, "teamMemberAdded");
        update["membersAdded"] = new JsonArray(BotShown());
        return [update, Installation("add", by, team.Channels[0])];
    }

    public IReadOnlyList<JsonObject> Uninstalled(Team team, Account by)
    {
        var update = Changed(team, by, "teamMemberRemoved");
        update["membersRemoved"] = new JsonArray(BotShown());
        return [update, Installation("remove", by, team.Channels[0])];
    }

    public JsonObject Joined(Team team, Account person) => Members(team, person, "teamMemberAdded", "membersAdded");

    public JsonObject Left(Team team, Account person) => Members(team, person, "teamMemberRemoved", "membersRemoved");

    public JsonObject Renamed(Team team, Account by) => Changed(team, by, "teamRenamed");

    /// <param name="kind"><c>channelCreated</c> or <c>channelRenamed</c>.</param>
    public JsonObject Changed(Conversation channel, Account by, string kind)
    {
        var update = Changed(channel.Team!, by, kind);
        update.Object("channelData")!["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name };
        return update;
    }

    private JsonObject Members(Team team, Account person, string kind, string list)
    {
        var update = Changed(team, person, kind);
        update[list] = new JsonArray(Shown(person));
        return update;
    }

    private JsonObject Changed(Team team, Account by, string kind)
    {
        var update = writer.Begin("conversationUpdate", ActivityWriter.NewId(), by, team.Channels[0], null);
        update["channelData"] = new JsonObject
        {
            ["team"] = new JsonObject { ["aadGroupId"] = team.GroupId, ["name"] = team.Name, ["id"] = team.Id },
            ["eventType"] = kind,
            ["tenant"] = new JsonObject { ["id"] = tenant.Options.TenantId },
        };
        return update;
    }

    private JsonObject Installation(string action, Account by, Conversation where)
    {
        var installation = writer.Begin("installationUpdate", ActivityWriter.NewId(), by, where, null);
        installation["action"] = action;
        var about = installation.Object("channelData")!;
        about["source"] = new JsonObject { ["name"] = "message" };
        if (where.Team is not { } team) return installation;

        about["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = where.Id } };
        about["team"] = new JsonObject { ["aadGroupId"] = team.GroupId, ["name"] = team.Name, ["id"] = team.Id };
        return installation;
    }

    private static JsonObject Shown(Account person) => new() { ["id"] = person.Id, ["aadObjectId"] = person.AadObjectId };

    private JsonObject BotShown() => new() { ["id"] = tenant.Bot };
}
