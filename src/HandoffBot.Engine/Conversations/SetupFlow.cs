using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>setup [page]</c>, and <c>setup TEAM here</c>, which binds what the files leave out: for admins.</summary>
internal sealed class SetupFlow(
    SetUp setUp, BoundChannels bound, Rulebook rulebook, Platforms platforms, Trying trying, IConversationBook book, CardUpkeep cards, BusinessClock clock,
    IStore store, Roll roll, PlatformPatience most, TimeProvider time)
{
    private Organization Organization => rulebook.Organization;

    public async Task<Response> SaidAsync(Caller caller, SpokenWords rest, CancellationToken cancellationToken)
    {
        if (!Permissions.MaySetUp(caller.Actor))
            return new Response.Says(new Refusal.NotYours("see and change how the bot is set up", ["admins"], await AdminsAsync()).Says);

        if (rest.Count == 0 || int.TryParse(rest.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            var page = int.TryParse(rest.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 1;
            return new Response.Says(SetupCard.For(await setUp.SectionsAsync(cancellationToken), page));
        }

        var last = rest.Of[^1].Text;
        var isHere = string.Equals(last, "here", StringComparison.OrdinalIgnoreCase);
        if (rest.Count < 2 || !(isHere || string.Equals(last, "nowhere", StringComparison.OrdinalIgnoreCase)))
            return new Response.Says(Phrase.Of(
                "Say ", new Inline.Command("setup"), " to see what is bound to what, or, in the channel where a team is to receive, ", new Inline.Command("setup TEAM here"), "."));

        if (Named(rest.Take(rest.Count - 1).Text) is not { } team)
            return new Response.Says($"There is no team “{Shortened.To(rest.Take(rest.Count - 1).Text, 60)}”. There are: {string.Join(", ", Organization.Teams.Keys)}.");

        if (rulebook.BoundInChat(team.Key) is null && team is not { Slack: null, MsTeams: null })
            return new Response.Says(OfTheFile(team));

        return isHere ? await HereAsync(caller, team, cancellationToken) : await NowhereAsync(team);
    }

    private async Task<Response> HereAsync(Caller caller, Team team, CancellationToken cancellationToken)
    {
        if (caller.Where is not { } where || await ChannelAsync(caller, where, cancellationToken) is not { } channel)
            return new Response.Says(Phrase.Of(
                "Clients are received in a channel, so say ", new Inline.Command($"setup {team.Key} here"), " in the one that you mean; the bot must be in it."));

        if ((Abroad(where) ?? await ObstacleAsync(where, cancellationToken)) is { } obstacle)
            return new Response.Says($"Nothing was changed: {obstacle}");

        await bound.SetAsync(team.Key, channel, CancellationToken.None);
        using var present = rulebook.HoldPresent();
        var moved = await cards.FollowAsync(team.Key, CancellationToken.None);
        return new Response.Says($"{team.Name} receives clients in this channel from now on.{Followed(moved)}");
    }

    /// <summary>Of several workspaces or tenants, the bot posts in the one that its token belongs to.</summary>
    private string? Abroad(ChannelRef where) => platforms.Home(where.Platform) is not { } home
        ? $"{where.Platform.InWords()} has not said yet which {where.Platform.WorkspaceInWords()} the bot belongs to. Please try again."
        : string.Equals(home, where.Workspace, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"this channel belongs to {where.Platform.WorkspaceInWords()} {where.Workspace}, and the bot posts in {home} alone. Choose a channel there.";

    private static string Followed(int moved) => moved switch
    {
        0 => "",
        1 => " Its open handoff follows, and the message in the old channel says where it is now.",
        _ => $" Its {moved} open handoffs follow, and the messages in the old channel say where they are now.",
    };

    private async Task<Response> NowhereAsync(Team team)
    {
        if (rulebook.BoundInChat(team.Key) is null)
            return new Response.Says($"{team.Name} has no channel that was set in chat.");

        await bound.SetAsync(team.Key, null, CancellationToken.None);
        return new Response.Says($"{team.Name} has no channel any more: nothing can be sent there until it has one again.");
    }

    /// <summary>Null for a chat of two or a few.</summary>
    private async Task<BoundChannel?> ChannelAsync(Caller caller, ChannelRef where, CancellationToken cancellationToken)
    {
        if (where.Platform == Platform.Slack)
            return PlaybookReader.IsSlackChannel(where.Channel) ? new(Platform.Slack, where.Channel, null, caller.Actor.Name, clock.Now) : null;

        return await book.FindAsync(where, cancellationToken) is { Kind: ConversationKind.Channel, Team: { } inTeam }
            ? new(Platform.MsTeams, where.Channel, inTeam, caller.Actor.Name, clock.Now)
            : null;
    }

    private async Task<string?> ObstacleAsync(ChannelRef where, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(most.Channel, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (await trying.FindAsync(where, either.Token))?.Says;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return $"{where.Platform.InWords()} did not say in time whether the bot can write here. Please try again.";
        }
    }

    private Phrase OfTheFile(Team team) => Organization.BoundAt.TryGetValue(team.Key, out var line)
        ? $"Where {team.Name} receives is set in {PlaybookReader.OrganizationFile}:{line}, which decides. Change it there."
        : $"Where {team.Name} receives is set in {PlaybookReader.OrganizationFile}, which decides. Change it there.";

    private Team? Named(string said)
    {
        var name = Client.Fold(said);
        return Organization.Teams.Values.FirstOrDefault(one => Client.Fold(one.Key) == name || Client.Fold(one.Name) == name);
    }

    private async Task<System.Collections.Immutable.ImmutableArray<string>> AdminsAsync()
    {
        await using var context = store.Read();
        var views = await roll.ViewsAsync(context, await roll.NamedAsync(context, Organization.Admins));
        return [.. views.Values.Select(one => one.Name).Order(StringComparer.Ordinal)];
    }
}
