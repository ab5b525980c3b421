using System.Collections.Concurrent;
using System.Collections.Immutable;
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
    private readonly Lock _gate = new();
    private volatile Edition _present;
    private volatile ImmutableDictionary<string, BoundChannel> _bound = ImmutableDictionary<string, BoundChannel>.Empty;

    public Rulebook(Configuration configuration, IReadOnlyList<ConfigurationFile> files, Platforms platforms)
    {
        _platforms = platforms;
        _present = Edition.Of(configuration, files);
        Remember(configuration);
    }

    public Configuration Current => Here.Configuration;

    public Organization Organization => Current.Organization;

    /// <summary>The channels that were set in chat for teams that the files give one meanwhile.</summary>
    public IEnumerable<KeyValuePair<string, BoundChannel>> Overruled => _bound.Where(one => Organization.BoundAt.ContainsKey(one.Key));

    /// <summary>Where the team receives because somebody said so in chat; null where the files say it, or nobody does.</summary>
    public BoundChannel? BoundInChat(string team) => Organization.BoundAt.ContainsKey(team) ? null : _bound.GetValueOrDefault(team);

    /// <summary>Teams that the files leave without a channel receive where was said in chat.</summary>
    public void Bind(ImmutableDictionary<string, BoundChannel> bound)
    {
        if (_bound.Count == bound.Count && bound.All(one => _bound.GetValueOrDefault(one.Key) == one.Value))
            return;

        lock (_gate)
        {
            _bound = bound;
            _present = _present.With(bound);
        }
    }

    public IReadOnlyList<ConfigurationFile> Files => Here.Files;

    /// <summary>What the folder says and its leads have not agreed to, by key.</summary>
    public IReadOnlyDictionary<string, ProposedVersion> Proposed => Here.Proposed;

    /// <summary>Changes with any file that is no playbook: teams, calendars, ladders, holidays.</summary>
    public string OrganizationVersion => Here.OrganizationVersion;

    /// <summary>Changes with whatever says where teams receive: the files, and what was set in chat.</summary>
    public string Placing => _bound.IsEmpty
        ? OrganizationVersion
        : PlaybookReader.VersionOf(string.Join('\n', _bound.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => $"{one.Key} {one.Value.Platform} {one.Value.Channel}").Prepend(OrganizationVersion)));

    private Edition Here => _held.Value ?? _present;

    /// <summary>
    /// From here until it is disposed, whatever is done in this flow sees one edition, so that nothing is decided half by the old rules and
    /// half by the new ones.
    /// </summary>
    public IDisposable Hold() => Hold(Here);

    /// <summary>The same with the edition of this moment, for who has just changed it.</summary>
    public IDisposable HoldPresent() => Hold(_present);

    private Release Hold(Edition edition)
    {
        var before = _held.Value;
        _held.Value = edition;
        return new Release(() => _held.Value = before);
    }

    /// <summary>Replaces the configuration by one without mistakes, once the texts of its playbooks are kept for handoffs to come.</summary>
    public async Task ReplaceAsync(
        Configuration configuration, IReadOnlyList<ConfigurationFile> files, CommitSeam seam, Instant now, CancellationToken cancellationToken)
    {
        var edition = Edition.Of(configuration, files);
        Remember(configuration);
        Take(await SettledAsync(seam, now, edition, cancellationToken));
    }

    /// <summary>Finds out anew which version of each playbook holds, since that may have changed. A folder that came meanwhile is settled once more.</summary>
    public async Task SettleAsync(CommitSeam seam, Instant now, CancellationToken cancellationToken)
    {
        for (var before = _present; !TryTake(await SettledAsync(seam, now, before, cancellationToken), before.Folder);)
            before = _present;
    }

    /// <summary>Keeps the texts of the playbooks: a handoff may be started with a version only when its text is kept and the version holds.</summary>
    public Task KeepAsync(CommitSeam seam, Instant now, CancellationToken cancellationToken) => SettleAsync(seam, now, cancellationToken);

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
            not null => $"{name} has no channel to receive in yet. An admin can choose one: by “setup {key} here” in that channel, or in organization.yml.",
            _ => $"{name} has no channel to receive in. Give teams.{key} one in organization.yml.",
        };
    }

    /// <summary>What was set in chat meanwhile stays.</summary>
    private void Take(Edition edition)
    {
        lock (_gate)
            _present = edition.With(_bound);
    }

    /// <returns>False where another folder was taken meanwhile.</returns>
    private bool TryTake(Edition edition, Configuration folder)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_present.Folder, folder))
                return false;

            _present = edition.With(_bound);
            return true;
        }
    }

    private void Remember(Configuration configuration)
    {
        foreach (var playbook in configuration.Playbooks.Values)
            _pinned[(playbook.Key, playbook.Version)] = playbook;
    }

    private static async Task<Edition> SettledAsync(CommitSeam seam, Instant now, Edition edition, CancellationToken cancellationToken)
    {
        var settled = await seam.RunAsync(
            async context =>
            {
                await KeepAsync(context, edition, now);
                return await InForce.SettleAsync(context, edition.Folder, edition.Files, now);
            },
            cancellationToken);
        return edition with { Configuration = edition.Folder with { Playbooks = settled.Playbooks }, Proposed = settled.Proposed };
    }

    private static async Task KeepAsync(EngineContext context, Edition edition, Instant now)
    {
        var texts = edition.Files.Where(PlaybookReader.IsPlaybook).ToLookup(file => PlaybookReader.VersionOf(file.Text));
        foreach (var playbook in edition.Folder.Playbooks.Values)
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
    }

    /// <summary>A folder as it was read once.</summary>
    /// <param name="Folder">As the files say it.</param>
    /// <param name="Configuration">With the versions of the playbooks that hold.</param>
    private sealed record Edition(Configuration Folder, Configuration Configuration, IReadOnlyList<ConfigurationFile> Files, string OrganizationVersion)
    {
        public IReadOnlyDictionary<string, ProposedVersion> Proposed { get; init; } = new Dictionary<string, ProposedVersion>();

        /// <summary>The same, with the channels that were set in chat for teams without one.</summary>
        public Edition With(ImmutableDictionary<string, BoundChannel> bound)
        {
            var teams = new OrderedDictionary<string, Team>();
            foreach (var (key, team) in Folder.Organization.Teams)
                teams[key] = team is { Slack: null, MsTeams: null } && bound.TryGetValue(key, out var channel) ? channel.In(team) : team;
            return this with { Configuration = Configuration with { Organization = Folder.Organization with { Teams = teams } } };
        }

        public static Edition Of(Configuration configuration, IReadOnlyList<ConfigurationFile> files) => new(
            configuration,
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
