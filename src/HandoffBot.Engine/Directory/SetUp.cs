using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// What is bound to what, and what is wrong with it. What is wrong is asked of those who find it for themselves as well: the probe of the
/// channels, the rulebook, the webhooks.
/// </summary>
internal sealed class SetUp(IStore store, Rulebook rulebook, Platforms platforms, Roll roll, Probing probing, WebhookBook webhooks)
{
    private const int MostNames = 8;

    public async Task<IReadOnlyList<SetupSection>> SectionsAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var here = await ReachableAsync(context);
        var wrong = await WrongAsync(context, here, cancellationToken);
        var organization = rulebook.Organization;
        return
        [
            new(wrong.IsEmpty ? "Nothing is wrong" : "To be mended", wrong.IsEmpty ? ["Everything that the files name is there."] : wrong),
            new("Connected", [.. await ConnectedAsync(context, here)]),
            new("Teams", [.. organization.Teams.Values.Select(team => Line(team, here))]),
            new("Playbooks", [.. rulebook.Current.Playbooks.Values.Select(Line)]),
            .. Listed("Webhooks", organization.Webhooks.Values.Select(one => Phrase.FromString($"{one.Name}: {one.Url.Host}"))),
            .. Listed("Calendars", organization.Calendars.Keys.Select(CalendarLine)),
        ];
    }

    private static IEnumerable<SetupSection> Listed(string title, IEnumerable<Phrase> lines)
    {
        ImmutableArray<Phrase> all = [.. lines];
        return all.IsEmpty ? [] : [new(title, all)];
    }

    private async Task<ImmutableArray<Phrase>> WrongAsync(EngineContext context, ImmutableDictionary<string, Listed> here, CancellationToken cancellationToken)
    {
        var organization = rulebook.Organization;
        var wrong = ImmutableArray.CreateBuilder<Phrase>();
        if (!organization.Admins.Any(here.ContainsKey))
            wrong.Add("None of the admins of organization.yml has an account here, so nobody hears what must be mended. Name one who has.");

        var channels = await probing.LookAsync(cancellationToken);
        foreach (var team in organization.Teams.Values)
            wrong.AddRange(Wrong(team, channels.GetValueOrDefault(team.Key), here));
        foreach (var ladder in organization.Ladders.Values)
            wrong.AddRange(Wrong(ladder, here));
        wrong.AddRange(organization.Webhooks.Keys.Select(webhooks.WhyNot).OfType<string>().Select(why => Phrase.FromString($"Nothing is sent there: {why}.")));
        if (await context.Deliveries.CountAsync(one => one.State == DeliveryState.Dead, cancellationToken) is var dead and > 0)
        {
            wrong.Add($"{dead} {(dead == 1 ? "message" : "messages")} could not be sent. On the bot's machine “deliveries” lists them with the reason; once that is mended, "
                + "“deliveries replay all” sends them again.");
        }

        return wrong.ToImmutable();
    }

    private IEnumerable<Phrase> Wrong(Team team, ChannelTrouble? channel, ImmutableDictionary<string, Listed> here)
    {
        if (platforms.ChannelOf(team) is null && team is { Slack: null, MsTeams: null })
            yield return Phrase.Of(
                $"{team.Name} has no channel, so nothing can be sent there. Say ", new Inline.Command($"setup {team.Key} here"), " in the one where it is to receive.");
        else if (channel is not null)
            yield return $"{team.Name}: {channel.Says}";

        if (team.Lead is { } lead && !here.ContainsKey(lead))
            yield return $"{lead}, who leads {team.Name}, has no account here, or has left: correct the address in organization.yml, or name somebody else.";

        List<string> missing = [.. team.Members.Where(one => one != team.Lead && !here.ContainsKey(one))];
        if (missing.Count > 0)
            yield return $"Of {team.Name} without an account here: {string.Join(", ", missing.Take(MostNames))}{(missing.Count > MostNames ? $" and {missing.Count - MostNames} more" : "")}. "
                + "They hear nothing; correct the addresses, or have them join.";

        if (team.Members.Count > 0 && !team.Members.Any(here.ContainsKey) && team.Slack?.UserGroup is null)
            yield return $"Nobody of {team.Name} can be reached: what waits for them goes to the admins.";
    }

    /// <summary>Whom a ladder names and nobody knows; holders and leads are found for each ping, and admins in their place.</summary>
    private IEnumerable<Phrase> Wrong(Ladder ladder, ImmutableDictionary<string, Listed> here)
    {
        List<string> nobody = [.. ladder.Steps.SelectMany(step => step.Notify).OfType<Target.Email>().Select(one => one.Address).Distinct().Where(one => !here.ContainsKey(one))];
        foreach (var address in nobody)
            yield return $"Ladder '{ladder.Name}' notifies {address}, who has no account here: the admins are notified instead.";

        foreach (var channel in ladder.Steps.SelectMany(step => step.Notify).Where(IsElsewhere).Select(Called).Distinct())
            yield return $"Ladder '{ladder.Name}' notifies {channel}, on a platform that the bot is not connected to.";
    }

    private bool IsElsewhere(Target target) =>
        (target is Target.SlackChannel && !platforms.Serves(Platform.Slack)) || (target is Target.MsTeamsChannel && !platforms.Serves(Platform.MsTeams));

    private static string Called(Target target) => target switch
    {
        Target.SlackChannel one => $"slack:{one.Id}",
        Target.MsTeamsChannel one => $"msteams:{one.Id}",
        _ => "",
    };

    private async Task<ImmutableArray<Phrase>> ConnectedAsync(EngineContext context, ImmutableDictionary<string, Listed> here)
    {
        var named = rulebook.Organization.Teams.Values.SelectMany(one => one.Members).Concat(rulebook.Organization.Admins).Distinct().ToList();
        var installed = await context.Installations.AsNoTracking().ToListAsync();
        var lines = ImmutableArray.CreateBuilder<Phrase>();
        foreach (var platform in new[] { Platform.Slack, Platform.MsTeams })
        {
            var joined = named.Count(one => here.TryGetValue(one, out var person) && person.Accounts.Any(account => account.Platform == platform));
            var home = installed.Find(one => one.Platform == platform && one.Workspace == platforms.Home(platform));
            lines.Add(!platforms.Serves(platform)
                ? $"{platform.InWords()}: not connected."
                : platforms.Home(platform) is { } workspace
                    ? $"{platform.InWords()}: {platform.WorkspaceInWords()} {(home is { Name: var name } && name != workspace ? $"{name} ({workspace})" : workspace)}; {joined} of the {named.Count} people whom the files name have joined by it."
                    : $"{platform.InWords()}: it has not said yet which {platform.WorkspaceInWords()} the bot belongs to. The log says why.");
        }

        return lines.ToImmutable();
    }

    private Phrase Line(Team team, ImmutableDictionary<string, Listed> here)
    {
        var lead = team.Lead is { } address ? $", led by {(here.TryGetValue(address, out var person) ? person.Name : address)}" : ", without a lead";
        var members = team.Members.Count == 1 ? "1 member" : $"{team.Members.Count} members";
        var joined = team.Members.Count(here.ContainsKey);
        return Phrase.Of(
            new Inline.Strong(team.Name), $" ({team.Key}): ").Then([.. Where(team).Parts]).Then($"{lead}; {members}, {joined} joined.");
    }

    /// <summary>"receives in Slack, C0ONB (set in organization.yml:31)".</summary>
    private Phrase Where(Team team)
    {
        var set = rulebook.BoundInChat(team.Key) is { } bound
            ? Phrase.Of($" (set in chat by {bound.By}, ", new Inline.When(bound.At, rulebook.Organization.Zone), ")")
            : rulebook.Organization.BoundAt.TryGetValue(team.Key, out var line) ? $" (set in {PlaybookReader.OrganizationFile}:{line})" : Phrase.Of();
        return team switch
        {
            { Slack: { } slack } => Phrase.Of($"receives in Slack, {slack.Channel}").Then([.. set.Parts]),
            { MsTeams: { } there } => Phrase.Of($"receives in Microsoft Teams, {there.Channel}").Then([.. set.Parts]),
            _ => "has no channel",
        };
    }

    private Phrase Line(Playbook playbook)
    {
        var to = string.Join(" or ", playbook.Receivers.Select(rulebook.Organization.TeamName));
        return Phrase.Of(new Inline.Strong(playbook.Name), $" ({playbook.Key}): {rulebook.Organization.TeamName(playbook.From)} to {to}");
    }

    private Phrase CalendarLine(string name)
    {
        var teams = rulebook.Organization.Teams.Values.Where(one => one.Calendar == name).Select(one => one.Name).ToList();
        return teams.Count == 0 ? $"{name}: no team works by it" : $"{name}: {string.Join(", ", teams)}";
    }

    private async Task<ImmutableDictionary<string, Listed>> ReachableAsync(EngineContext context) =>
        (await roll.ReachableAsync(context)).Where(one => one.Email is not null).ToImmutableDictionary(one => one.Email!, StringComparer.OrdinalIgnoreCase);
}
