using System.Security.Cryptography;
using System.Text;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Takes over a folder that was changed while the bot runs, as a start would. One with mistakes changes nothing: the admins hear what is
/// wrong, once for each way in which it is, and again when it is mended.
/// </summary>
public sealed partial class Reloading
{
    private const int MostMistakes = 10;
    private const int LongestMistake = 240;
    private readonly Rulebook _rulebook;
    private readonly CommitSeam _seam;
    private readonly IStore _store;
    private readonly BusinessClock _clock;
    private readonly Seeding _seeding;
    private readonly Relaying _relaying;
    private readonly Meeting _meeting;
    private readonly Telling _telling;
    private readonly Agreeing _agreeing;
    private readonly Ids _ids;
    private readonly BoundChannels _channels;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<Reloading> _log;
    private Configuration _settled;
    private IReadOnlyList<ConfigurationFile> _settledFiles;

    /// <summary>Set from the first mistake until the folder is mended, so that the same mistakes are news again the next time.</summary>
    private Guid? _trouble;

    internal Reloading(
        Rulebook rulebook, CommitSeam seam, IStore store, BusinessClock clock, Seeding seeding, Relaying relaying, Meeting meeting, Telling telling, Agreeing agreeing, Ids ids,
        BoundChannels channels, IHostApplicationLifetime lifetime, ILogger<Reloading> log)
    {
        (_rulebook, _seam, _store, _clock, _seeding, _relaying) = (rulebook, seam, store, clock, seeding, relaying);
        (_meeting, _telling, _agreeing, _ids, _channels, _lifetime, _log) = (meeting, telling, agreeing, ids, channels, lifetime, log);
        (_settled, _settledFiles) = (rulebook.Current, rulebook.Files);
    }

    /// <summary>The rules that hold.</summary>
    public Configuration Present => _rulebook.Current;

    /// <summary>Completes when the platforms were asked about the last change.</summary>
    internal Task Met { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Makes a configuration without mistakes the one that holds: for whatever begins from now on, and for clocks, members and channels at
    /// once. After an exception it may be called again with the same.
    /// </summary>
    public async Task TakeAsync(Configuration configuration, IReadOnlyList<ConfigurationFile> files, CancellationToken cancellationToken)
    {
        var changed = ConfigurationChange.InWords(_settled, _settledFiles, configuration, files);
        var rebound = Rebound(_settled.Organization, configuration.Organization);
        var proposed = _rulebook.Proposed;
        await _rulebook.ReplaceAsync(configuration, files, _seam, _clock.Now, cancellationToken);
        await _channels.YieldAsync(cancellationToken);
        await _seeding.PeopleAsync(cancellationToken);
        await _seeding.MembershipsAsync(new Dictionary<string, IReadOnlyList<PersonId>>(), cancellationToken);
        await _relaying.RunAsync(cancellationToken);
        await _agreeing.RedrawAsync([.. proposed.Values, .. _rulebook.Proposed.Values], cancellationToken);
        await _agreeing.AskAsync(cancellationToken);
        await TellOfGoneTeamsAsync(cancellationToken);
        if (_trouble is { } trouble)
        {
            await _telling.AdminsAsync(
                $"The folder of playbooks is mended and counts from now on: {changed}.", $"folder-mended/{trouble:N}", cancellationToken);
            _trouble = null;
        }

        Taken(changed);
        (_settled, _settledFiles) = (configuration, files);
        Met = _meeting.UntilMetAsync(rebound, _lifetime.ApplicationStopping);
    }

    /// <summary>
    /// Looks whether another host has put a playbook into force, and asks leads who could not be asked before. It costs nothing where nothing is
    /// proposed.
    /// </summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        await _agreeing.FollowAsync(cancellationToken);
        await _agreeing.AskAsync(cancellationToken);
    }

    /// <summary>Leaves what holds as it is, and says what must be mended.</summary>
    public async Task RefuseAsync(IReadOnlyList<Mistake> mistakes, CancellationToken cancellationToken)
    {
        _trouble ??= _ids.New();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', mistakes))))[..16];
        await _telling.AdminsAsync(Complaint(mistakes), $"folder-broken/{_trouble:N}/{digest}", cancellationToken);
        NotTaken(mistakes.Count);
        foreach (var mistake in mistakes)
            Wrong($"{mistake}");
    }

    private static string Complaint(IReadOnlyList<Mistake> mistakes)
    {
        var shown = mistakes.Take(MostMistakes).Select(mistake => Shortened.To($"{mistake}".ReplaceLineEndings(" "), LongestMistake));
        var more = mistakes.Count - MostMistakes;
        var count = mistakes.Count == 1 ? "a mistake" : $"{mistakes.Count} mistakes";
        return $"The folder of playbooks was changed, and has {count} now. Until it is mended, what it said before still holds.\n"
            + string.Join('\n', shown)
            + (more > 0 ? $"\nand {more} more; check FOLDER prints them all." : "");
    }

    /// <summary>The teams that are new or receive elsewhere.</summary>
    private static List<string> Rebound(Organization before, Organization after) =>
    [
        .. after.Teams.Values
            .Where(team => before.Teams.GetValueOrDefault(team.Key) is not { } old || old.Slack != team.Slack || old.MsTeams != team.MsTeams)
            .Select(team => team.Key),
    ];

    private async Task TellOfGoneTeamsAsync(CancellationToken cancellationToken)
    {
        await using var context = _store.Read();
        foreach (var (team, waiting) in await StillNeeded.TeamsAsync(context, _rulebook.Organization.Teams.Keys))
        {
            var first = string.Join(", ", waiting.Take(5).Select(Handoff.Refer));
            var all = waiting.Length > 5 ? $"{first} and {waiting.Length - 5} more" : first;
            TeamGone(team, all);
            await _telling.AdminsAsync(
                $"organization.yml has no team '{team}' any more, but {all} still {(waiting.Length == 1 ? "names" : "name")} it. "
                    + "Its members so far can finish what is under way; nothing new can be sent there.",
                $"team-gone/{team}/{_rulebook.OrganizationVersion}",
                cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The changed folder of playbooks counts from now on: {Changed}")]
    private partial void Taken(string changed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The folder of playbooks was changed and has {Count} mistakes; what it said before still holds")]
    private partial void NotTaken(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Mistake}")]
    private partial void Wrong(string mistake);

    [LoggerMessage(Level = LogLevel.Warning, Message = "organization.yml has no team {Team} any more, which is still named by {Handoffs}")]
    private partial void TeamGone(string team, string handoffs);
}
