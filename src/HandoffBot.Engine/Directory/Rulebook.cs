using System.Collections.Concurrent;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// The organization and its playbooks as they are now, and the earlier versions that running handoffs keep. The present edition is replaced
/// as a whole; what runs meanwhile keeps the one that it began with.
/// </summary>
internal sealed class Rulebook
{
    private readonly Platforms _platforms;
    private readonly ConcurrentDictionary<(string Key, string Version), Playbook> _pinned = new();
    private readonly AsyncLocal<Edition?> _held = new();
    private volatile Edition _present;

    public Rulebook(Configuration configuration, IReadOnlyList<ConfigurationFile> files, Platforms platforms)
    {
        _platforms = platforms;
        _present = Edition.Of(configuration, files);
        Remember(configuration);
    }

    public Configuration Current => Here.Configuration;

    public Organization Organization => Current.Organization;

    public IReadOnlyList<ConfigurationFile> Files => Here.Files;

    /// <summary>Changes with any file that is no playbook: teams, calendars, ladders, holidays.</summary>
    public string OrganizationVersion => Here.OrganizationVersion;

    private Edition Here => _held.Value ?? _present;

    /// <summary>
    /// From here until it is disposed, whatever is done in this flow sees one edition, so that nothing is decided half by the old rules and
    /// half by the new ones.
    /// </summary>
    public IDisposable Hold()
    {
        var before = _held.Value;
        _held.Value = Here;
        return new Release(() => _held.Value = before);
    }

    /// <summary>Replaces the configuration by one without mistakes, once the texts of its playbooks are kept for handoffs to come.</summary>
    public async Task ReplaceAsync(
        Configuration configuration, IReadOnlyList<ConfigurationFile> files, CommitSeam seam, Instant now, CancellationToken cancellationToken)
    {
        var edition = Edition.Of(configuration, files);
        Remember(configuration);
        await KeepAsync(seam, now, edition, cancellationToken);
        _present = edition;
    }

    /// <summary>Keeps the texts of the playbooks: a handoff may be started with a version only when its text is kept.</summary>
    public Task KeepAsync(CommitSeam seam, Instant now, CancellationToken cancellationToken) => KeepAsync(seam, now, Here, cancellationToken);

    /// <summary>The version that a handoff was started with.</summary>
    public async ValueTask<Playbook> PinnedAsync(EngineContext context, string key, string version)
    {
        if (_pinned.TryGetValue((key, version), out var known))
            return known;

        var row = await context.PlaybookVersions.AsNoTracking().SingleOrDefaultAsync(one => one.Key == key && one.Version == version)
            ?? throw new InvalidOperationException($"The text of {key} {version} is not in the database, though a handoff needs it.");
        var playbook = PlaybookReader.ReadPinned(row.File, row.Text)
            ?? throw new InvalidOperationException($"The stored text of {key} {version} cannot be read any more.");
        return _pinned[(key, version)] = playbook with { Key = key, Version = version };
    }

    /// <summary>Why a playbook cannot be started, in one sentence; null when it can.</summary>
    public string? Unreachable(Playbook playbook) => playbook.Receivers.Select(WhyUnreachable).FirstOrDefault(why => why is not null);

    /// <summary>Why a team can receive nothing; null when it can.</summary>
    public string? WhyUnreachable(string key)
    {
        var team = Organization.Teams.GetValueOrDefault(key);
        if (_platforms.ChannelOf(team) is not null)
            return null;

        var name = Organization.TeamName(key);
        return team switch
        {
            { MsTeams: not null, Slack: null } =>
                $"{name} works in Microsoft Teams, which this bot is not connected to at the moment. Ask an admin to connect it, or to give teams.{key} a slack: channel in organization.yml.",
            { Slack: not null } or { MsTeams: not null } => $"{name} works on a platform that this bot is not connected to at the moment. Ask an admin to connect it.",
            _ => $"{name} has no channel to receive in. Give teams.{key} one in organization.yml.",
        };
    }

    private void Remember(Configuration configuration)
    {
        foreach (var playbook in configuration.Playbooks.Values)
            _pinned[(playbook.Key, playbook.Version)] = playbook;
    }

    private static Task KeepAsync(CommitSeam seam, Instant now, Edition edition, CancellationToken cancellationToken)
    {
        var texts = edition.Files.Where(PlaybookReader.IsPlaybook).ToLookup(file => PlaybookReader.VersionOf(file.Text));
        return seam.RunAsync(
            async context =>
            {
                foreach (var playbook in edition.Configuration.Playbooks.Values)
                {
                    if (await context.PlaybookVersions.FindAsync([playbook.Key, playbook.Version], CancellationToken.None) is not null)
                        continue;

                    var file = texts[playbook.Version].FirstOrDefault()
                        ?? throw new InvalidOperationException($"No file holds version {playbook.Version} of playbook {playbook.Key}.");
                    context.Add(new PlaybookVersionRow
                    {
                        Key = playbook.Key, Version = playbook.Version, File = file.Name, Text = file.Text, SeenAt = now,
                    });
                }
            },
            cancellationToken);
    }

    /// <summary>A folder as it was read once.</summary>
    private sealed record Edition(Configuration Configuration, IReadOnlyList<ConfigurationFile> Files, string OrganizationVersion)
    {
        public static Edition Of(Configuration configuration, IReadOnlyList<ConfigurationFile> files) => new(
            configuration,
            files,
            PlaybookReader.VersionOf(string.Concat(
                files.Where(file => !PlaybookReader.IsPlaybook(file)).OrderBy(file => file.Name, StringComparer.Ordinal)
                    .Select(file => $"{file.Name}\n{file.Text}\n"))));
    }

    private sealed class Release(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
