using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Directory;

/// <summary>Where a team receives because somebody said so in chat, as long as the files name no channel of its.</summary>
/// <param name="InTeam">The team of Microsoft Teams that the channel belongs to; null on Slack.</param>
/// <param name="By">The name of the admin who said so.</param>
internal sealed record BoundChannel(Platform Platform, string Channel, string? InTeam, string By, Instant At)
{
    /// <summary>The team as it works with this channel.</summary>
    public Team In(Team team) => Platform == Platform.Slack
        ? team with { Slack = new SlackBinding(Channel, null) }
        : team with { MsTeams = new MsTeamsBinding(InTeam ?? Channel, Channel) };
}

/// <summary>The channels that were set in chat: stored, and taken into the rules of this host.</summary>
internal sealed class BoundChannels(CommitSeam seam, IStore store, Rulebook rulebook, Telling telling) : IDisposable
{
    // Of two that read at once, the one that read first would otherwise be the last to say what holds.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private const string Of = "team-channel/";

    /// <summary>Takes over what is stored, whichever host stored it.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var context = store.Read();
            var rows = await context.Settings.AsNoTracking().Where(one => one.Name.StartsWith(Of)).ToListAsync(cancellationToken);
            rulebook.Bind(rows.Select(row => (Team: row.Name[Of.Length..], Bound: Read(row.Value))).Where(one => one.Bound is not null)
                .ToImmutableDictionary(one => one.Team, one => one.Bound!));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>From now on the team receives there; null takes the channel away.</summary>
    public async Task SetAsync(string team, BoundChannel? bound, CancellationToken cancellationToken)
    {
        await seam.RunAsync(
            async context =>
            {
                var row = await context.Settings.FindAsync([Of + team], CancellationToken.None);
                if (bound is null && row is not null)
                    context.Remove(row);
                else if (bound is not null && row is not null)
                    row.Value = Write(bound);
                else if (bound is not null)
                    context.Add(new SettingRow { Name = Of + team, Value = Write(bound) });
            },
            cancellationToken);
        await LoadAsync(cancellationToken);
    }

    /// <summary>What the files name, the files decide: what was set in chat before counts no more, and the admins are told.</summary>
    public async Task YieldAsync(CancellationToken cancellationToken)
    {
        foreach (var (team, bound) in rulebook.Overruled)
        {
            await SetAsync(team, null, cancellationToken);
            await telling.AdminsAsync(
                $"organization.yml says now where {rulebook.Organization.TeamName(team)} receives clients. The channel that {bound.By} had set in chat counts no more.",
                $"channel-from-file/{team}/{rulebook.OrganizationVersion}",
                cancellationToken);
        }
    }

    private static string Write(BoundChannel one)
    {
        var texts = new Dictionary<string, string>
        {
            ["platform"] = one.Platform.ToString(),
            ["channel"] = one.Channel,
            ["by"] = one.By,
            ["at"] = one.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        if (one.InTeam is { } team)
            texts["team"] = team;
        return StorageJson.Write(texts);
    }

    private static BoundChannel? Read(string json)
    {
        var texts = StorageJson.ReadTexts(json);
        return Enum.TryParse<Platform>(texts.GetValueOrDefault("platform"), out var platform) && texts.TryGetValue("channel", out var channel)
            && long.TryParse(texts.GetValueOrDefault("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new(platform, channel, texts.GetValueOrDefault("team"), texts.GetValueOrDefault("by") ?? "somebody", Instant.FromUnixTimeMilliseconds(at))
            : null;
    }
}
