using System.Text.Json.Serialization;
using HandoffBot.Playground.MsTeams.Player;

namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>
/// What outlives a restart of the tenant: messages, who has read what, who came and went, where the app is, and the dialogs that people
/// have open. What one person alone sees is not kept, as a client forgets it.
/// </summary>
/// <param name="Accounts">Those who came, changed or went since the tenant was set up.</param>
/// <param name="ToldService">The service address that the bot knows the conversations under.</param>
internal sealed record SavedTenant(
    long LastId, IReadOnlyList<SavedPosts> Posts, IReadOnlyList<SavedMark> Read, IReadOnlyList<Account> Accounts, IReadOnlyList<SavedTeam> Teams,
    IReadOnlyList<string> Installed, IReadOnlyList<string> Blocking, IReadOnlyList<OpenDialog> Dialogs, string? ToldService = null)
{
    public static SavedTenant Of(MsTeamsTenant tenant, Dialogs dialogs)
    {
        var setUp = tenant.Options.People.Select(person => Account.Of(person, tenant.Options.AppId)).ToHashSet();
        return new(
            tenant.Ids.Last,
            [.. tenant.Conversations.Where(each => each.Posts.Count > 0).Select(each => new SavedPosts(each.Id, [.. each.Posts.Select(Copied)]))],
            [.. tenant.ReadMarks.Select(mark => new SavedMark(mark.Key.Person, mark.Key.Conversation, mark.Value))],
            [.. tenant.Accounts.Where(account => !setUp.Contains(account))],
            [.. tenant.Teams.Select(SavedTeam.Of)],
            [.. tenant.Installed],
            [.. tenant.Blocking],
            [.. dialogs.All.Select(each => each with { Card = each.Card.Copy(), Inputs = each.Inputs.Copy() })],
            tenant.ToldService);
    }

    public void Into(MsTeamsTenant tenant, Dialogs dialogs)
    {
        tenant.Ids.Last = LastId;
        tenant.ToldService = ToldService;
        foreach (var account in Accounts) Return(account, tenant);
        foreach (var team in Teams) team.Into(tenant);
        foreach (var each in Posts)
        {
            if (tenant.Conversation(each.Conversation) is not { } conversation) continue;

            foreach (var post in each.Posts.OrderBy(post => PostIds.Read(post.Id))) conversation.Add(post);
        }

        foreach (var mark in Read) tenant.MarkRead(mark.Person, mark.Conversation, mark.Id);
        tenant.Installed.UnionWith(Installed);
        tenant.Blocking.UnionWith(Blocking);
        dialogs.Return(Dialogs.Where(dialog => tenant.Account(dialog.Person) is not null));
    }

    /// <summary>Of somebody whom the tenant was set up with only the going counts: the rest may have been changed since.</summary>
    private static void Return(Account saved, MsTeamsTenant tenant)
    {
        if (tenant.Account(saved.Id) is not { } present) tenant.Admit(saved);
        else if (saved.IsDisabled) tenant.Admit(present with { IsDisabled = true });
    }

    /// <summary>Written outside the lock, so it must not be what the lock guards.</summary>
    private static Post Copied(Post post) => post with { Card = post.Card?.Copy(), Entities = post.Entities?.Copy() };
}

internal sealed record SavedPosts(string Conversation, IReadOnlyList<Post> Posts);

internal sealed record SavedMark(string Person, string Conversation, string Id);

/// <summary>What happened to a team since it was set up.</summary>
internal sealed record SavedTeam(
    string Id, string Name, bool HasBot, bool BotKnows, IReadOnlyList<string> Members, IReadOnlyList<MsTeamsPlaygroundChannel> Channels)
{
    public static SavedTeam Of(Team team) => new(
        team.Id, team.Name, team.HasBot, team.BotKnows, [.. team.Members],
        [.. team.Channels.Select(channel => new MsTeamsPlaygroundChannel(channel.Id, channel.Name, channel.Topic))]);

    public void Into(MsTeamsTenant tenant)
    {
        if (tenant.Team(Id) is not { } team) return;

        (team.Name, team.HasBot, team.BotKnows) = (Name, HasBot, BotKnows);
        team.Members.AddRange(Members.Where(id => tenant.Account(id) is not null && !team.Members.Contains(id)));
        foreach (var channel in Channels)
        {
            if (tenant.Conversation(channel.Id) is { } present) present.Name = channel.Name;
            else tenant.Open(team, channel);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SavedTenant))]
internal sealed partial class SavedTenantJson : JsonSerializerContext;
