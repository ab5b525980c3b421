using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Directory;

/// <summary>A version of a playbook that its leads have still to agree to, and the one that holds until then.</summary>
internal sealed record ProposedVersion(Playbook Playbook, Playbook Before);

/// <summary>The playbooks of a folder as new handoffs begin with them, and what is proposed.</summary>
internal sealed record Settled(IReadOnlyDictionary<string, Playbook> Playbooks, IReadOnlyDictionary<string, ProposedVersion> Proposed);

/// <summary>
/// Decides which version of each playbook holds. The first that is known holds without asking anybody, and so does one that makes no difference to
/// people. Where the one that holds, or the new one, is agreed by leads, another waits for their agreement, unless the one that holds cannot be used
/// any more: it names a team, ladder or calendar that is gone, so there is nothing to go on with.
/// </summary>
internal static class InForce
{
    /// <summary>The texts are kept already. It changes nothing where nothing has changed.</summary>
    public static async Task<Settled> SettleAsync(EngineContext context, Configuration folder, IReadOnlyList<ConfigurationFile> files, Instant now)
    {
        var playbooks = new OrderedDictionary<string, Playbook>();
        var proposed = new Dictionary<string, ProposedVersion>();
        foreach (var playbook in folder.Playbooks.Values)
        {
            var own = await VersionAsync(context, playbook);
            if (await PresentAsync(context, playbook.Key) is not { } row)
            {
                Take(own, null, now);
                playbooks[playbook.Key] = playbook;
            }
            else if (row.Version == playbook.Version)
            {
                playbooks[playbook.Key] = playbook with { Agreement = AgreementOf(row) };
            }
            else if (Before(row, files) is { } before && NeedsAgreement(before, playbook, folder.Organization))
            {
                Propose(own, row, now);
                playbooks[playbook.Key] = before with { Agreement = AgreementOf(row) };
                proposed[playbook.Key] = new(playbook, before);
            }
            else
            {
                own.Agreed = null;
                Take(own, row, now);
                playbooks[playbook.Key] = playbook;
            }
        }

        return new(playbooks, proposed);
    }

    /// <summary>New handoffs begin with it from now on; of two within a millisecond the later one holds.</summary>
    /// <param name="before">The one that held until now.</param>
    public static void Take(PlaybookVersionRow row, PlaybookVersionRow? before, Instant now)
    {
        row.InForceSince = before?.InForceSince is { } since ? Instant.Max(now, since + Duration.FromMilliseconds(1)) : now;
        row.Revision++;
    }

    /// <summary>Kept for good: who did what to which version, and when.</summary>
    public static void Tell(EngineContext context, string kind, PlaybookVersionRow row, Instant now, PersonId? by, string? team = null, string? note = null) =>
        context.Append(new TimelineRow
        {
            At = now, By = by?.Value, Kind = kind, Body = StorageJson.Write(new StoredEvent { Playbook = row.Key, Version = row.Version, Team = team, Note = note }),
        });

    public static async Task<PlaybookVersionRow> VersionAsync(EngineContext context, Playbook playbook) =>
        await context.PlaybookVersions.FindAsync([playbook.Key, playbook.Version], CancellationToken.None)
        ?? throw new InvalidOperationException($"The text of {playbook.Key} {playbook.Version} is kept before it is proposed.");

    public static Task<PlaybookVersionRow?> PresentAsync(EngineContext context, string key) => context.PlaybookVersions
        .Where(one => one.Key == key && one.InForceSince != null).OrderByDescending(one => one.InForceSince).FirstOrDefaultAsync();

    /// <summary>Leads who are not there, where there are no admins either, cannot be waited for.</summary>
    private static bool NeedsAgreement(Playbook before, Playbook after, Organization organization) =>
        (before.AgreedByLeads || after.AgreedByLeads)
        && (organization.Admins.Count > 0 || after.Receivers.Append(after.From).All(team => organization.Teams.GetValueOrDefault(team)?.Lead is not null))
        && !PlaybookDifference.InWords(before, after, organization).IsEmpty;

    /// <summary>What was agreed before the present version came into force says nothing about this proposal.</summary>
    private static void Propose(PlaybookVersionRow own, PlaybookVersionRow present, Instant now)
    {
        if (own.AskedAt is { } asked && asked >= present.InForceSince)
            return;

        (own.AskedAt, own.Agreed) = (now, null);
        own.Revision++;
    }

    /// <summary>The version that holds, as today's organization reads it; null when it cannot.</summary>
    private static Playbook? Before(PlaybookVersionRow row, IReadOnlyList<ConfigurationFile> files) =>
        PlaybookReader.Read([.. files.Where(file => !PlaybookReader.IsPlaybook(file)), new(row.File, row.Text)]) is Reading.Good good
            ? good.Configuration.Playbooks.GetValueOrDefault(row.Key)
            : null;

    private static Agreement? AgreementOf(PlaybookVersionRow row) => StorageJson.ReadYes(row.Agreed) is { Length: > 0 } given
        ? new(row.InForceSince!.Value, [.. given.Select(one => new PersonId(one.By)).Distinct()])
        : null;
}
