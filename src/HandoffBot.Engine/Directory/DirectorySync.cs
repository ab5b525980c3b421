using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Brings people and teams in line with the configuration and the platforms: at start, and every hour.</summary>
internal sealed partial class DirectorySync(
    Rulebook rulebook, Platforms platforms, Seeding seeding, Joining joining, CommitSeam seam, IStore store, BusinessClock clock, ILogger<DirectorySync> log)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await seeding.PeopleAsync(cancellationToken);
        var groups = new Dictionary<string, IReadOnlyList<PersonId>>();
        foreach (var directory in platforms.Directories)
        {
            try
            {
                if (!await IntroduceAsync(directory, cancellationToken))
                    continue;

                await JoinNamedAsync(directory, cancellationToken);
                foreach (var team in rulebook.Organization.Teams.Values.Where(team => team.Slack?.UserGroup is not null && directory.Platform == Platform.Slack))
                    groups[team.Key] = await GroupAsync(directory, team, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                SyncFailed(error, directory.Platform);
            }
        }

        await seeding.MembershipsAsync(groups, cancellationToken);
    }

    /// <summary>Learns which workspace the token belongs to, falling back on what was learnt earlier.</summary>
    private async Task<bool> IntroduceAsync(IChatDirectory directory, CancellationToken cancellationToken)
    {
        var platform = directory.Platform;
        switch (await directory.WhoAmIAsync(cancellationToken))
        {
            case Identity.Known me:
                platforms.IsAt(platform, me.Workspace);
                await RememberAsync(platform, me, cancellationToken);
                return true;

            case Identity.Refused refused:
                TokenRefused(platform, refused.Reason, refused.Mend);
                return false;

            default:
                return false;
        }
    }

    /// <summary>Before the platform is asked: where its token worked the last time.</summary>
    public async Task RecallAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        foreach (var row in await context.Installations.OrderBy(one => one.SeenAt).ToListAsync(cancellationToken))
            platforms.IsAt(row.Platform, row.Workspace);
    }

    private Task RememberAsync(Platform platform, Identity.Known me, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            var row = await context.Installations.FindAsync([platform, me.Workspace], CancellationToken.None)
                ?? context.Add(new InstallationRow { Platform = platform, Workspace = me.Workspace, Name = "", BotAccount = "" }).Entity;
            (row.Name, row.BotAccount, row.SeenAt) = (me.WorkspaceName, me.BotAccount, clock.System);
        },
        cancellationToken);

    /// <summary>Looks up those whom the configuration names; the accounts that are joined already are looked at again.</summary>
    private async Task JoinNamedAsync(IChatDirectory directory, CancellationToken cancellationToken)
    {
        var emails = seeding.Emails().ToList();
        List<AccountRow> joined;
        HashSet<string> reached;
        await using (var context = store.Read())
        {
            joined = await context.Accounts.Where(one => one.Platform == directory.Platform).ToListAsync(cancellationToken);
            var persons = joined.Select(one => one.Person).ToHashSet();
            var people = await context.People.Where(one => one.Email != null && emails.Contains(one.Email)).ToListAsync(cancellationToken);
            reached = [.. people.Where(one => persons.Contains(one.Id)).Select(one => one.Email!)];
        }

        foreach (var account in joined)
        {
            if (await directory.ProfileAsync(account.Ref, cancellationToken) is { } profile)
                await joining.JoinAsync(profile, cancellationToken);
        }

        foreach (var email in emails.Where(email => !reached.Contains(email)))
        {
            var why = await directory.FindByEmailAsync(email, cancellationToken) is { } profile
                ? await joining.JoinAsync(profile, cancellationToken)
                : "nobody there has this address";
            if (why is not null)
                NotThere(directory.Platform, why);
        }
    }

    private async Task<IReadOnlyList<PersonId>> GroupAsync(IChatDirectory directory, Team team, CancellationToken cancellationToken)
    {
        var people = new List<PersonId>();
        foreach (var account in await directory.GroupAsync(team.Slack!.UserGroup!, cancellationToken))
        {
            if (await joining.FindAsync(account, cancellationToken) is null
                && await directory.ProfileAsync(account, cancellationToken) is { } profile)
                await joining.JoinAsync(profile, cancellationToken);

            if (await joining.FindAsync(account, cancellationToken) is { } person)
                people.Add(person);
        }

        return people;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Platform} refuses the configured token: {Reason}. {Mend}")]
    private partial void TokenRefused(Platform platform, string reason, string mend);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody whom the configuration names cannot be reached on {Platform}: {Why}")]
    private partial void NotThere(Platform platform, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "People and groups of {Platform} could not be read; the ones known so far stay")]
    private partial void SyncFailed(Exception error, Platform platform);
}
