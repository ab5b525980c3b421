using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>Brings people and teams in line with the configuration and the platforms: at start, after a change, and every hour.</summary>
internal sealed partial class DirectorySync(
    Rulebook rulebook, Platforms platforms, Seeding seeding, Joining joining, Departures departures, CommitSeam seam, IStore store, BusinessClock clock,
    ILogger<DirectorySync> log)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Troubles _troubles = new();

    /// <summary>One at a time: a slow reading that began before a change must not undo what a later one found.</summary>
    /// <returns>Whether every platform answered all that it was asked.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ReadAllAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Learns only where each platform's token belongs, as much as they tell.</summary>
    public Task IntroduceAsync(CancellationToken cancellationToken) =>
        EachAsync(directory => IntroduceAsync(directory, cancellationToken), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<bool> ReadAllAsync(CancellationToken cancellationToken)
    {
        await seeding.PeopleAsync(cancellationToken);
        var groups = new Dictionary<string, IReadOnlyList<PersonId>>();
        var complete = await EachAsync(directory => ReadAsync(directory, groups, cancellationToken), cancellationToken);
        await seeding.MembershipsAsync(groups, cancellationToken);
        await departures.RunAsync(cancellationToken);
        return complete;
    }

    /// <summary>One that is away does not keep the others from being asked.</summary>
    private async Task<bool> EachAsync(Func<IChatDirectory, Task<bool>> ask, CancellationToken cancellationToken)
    {
        var complete = true;
        foreach (var directory in platforms.Directories)
        {
            try
            {
                complete &= await ask(directory);
            }
            catch (HttpRequestException away)
            {
                complete = false;
                if (_troubles.IsNews(People(directory.Platform), away.Message))
                    NotRead(directory.Platform.InWords(), away.Message);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                complete = false;
                if (_troubles.IsNews(People(directory.Platform), error.Message))
                    SyncFailed(error, directory.Platform.InWords());
            }
        }

        return complete;
    }

    /// <summary>First whoever is missing, last whoever is known: a platform that cuts a long reading short still brings it forward.</summary>
    private async Task<bool> ReadAsync(IChatDirectory directory, Dictionary<string, IReadOnlyList<PersonId>> groups, CancellationToken cancellationToken)
    {
        if (!await IntroduceAsync(directory, cancellationToken))
            return false;

        await JoinNamedAsync(directory, cancellationToken);
        foreach (var team in rulebook.Organization.Teams.Values.Where(team => team.Slack?.UserGroup is not null && directory.Platform == Platform.Slack))
            groups[team.Key] = await GroupAsync(directory, team, cancellationToken);

        await LookAgainAsync(directory, cancellationToken);
        var name = directory.Platform.InWords();
        if (_troubles.IsOver(People(directory.Platform)))
            ReadAgain(name);
        return true;
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
                if (platforms.IsListed(rulebook.Organization, platform, me.Workspace))
                    Accept(platform);
                else if (_troubles.IsNews(Token(platform), me.Workspace))
                    NotListed(platform.InWords(), platform.WorkspaceInWords(), me.Workspace);
                return true;

            case Identity.Refused refused:
                Refuse(platform, refused);
                return false;

            default:
                return false;
        }
    }

    private void Accept(Platform platform)
    {
        var name = platform.InWords();
        if (_troubles.IsOver(Token(platform)))
            Accepted(name);
    }

    /// <summary>That its issuer is away says nothing against the token.</summary>
    private void Refuse(Platform platform, Identity.Refused refused)
    {
        if (!_troubles.IsNews(Token(platform), refused.Reason))
            return;

        if (refused.Passing)
            Away(platform.InWords(), refused.Reason, refused.Mend);
        else
            TokenRefused(platform.InWords(), refused.Reason, refused.Mend);
    }

    private static string Token(Platform platform) => $"token/{platform}";

    private static string People(Platform platform) => $"people/{platform}";

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

    /// <summary>Looks up those whom the configuration names and who have no account yet.</summary>
    private async Task JoinNamedAsync(IChatDirectory directory, CancellationToken cancellationToken)
    {
        var emails = seeding.Emails().ToList();
        HashSet<string> reached;
        await using (var context = store.Read())
        {
            reached = [.. await context.People
                .Where(one => one.Email != null && emails.Contains(one.Email)
                    && context.Accounts.Any(account => account.Platform == directory.Platform && account.Person == one.Id))
                .Select(one => one.Email!).ToListAsync(cancellationToken)];
        }

        foreach (var email in emails.Where(email => !reached.Contains(email)))
        {
            var why = await directory.FindByEmailAsync(email, cancellationToken) is { } profile
                ? await joining.JoinAsync(profile, cancellationToken)
                : "nobody there has this address";
            if (why is not null && IsExpected(email, directory.Platform) && _troubles.IsNews($"{email}/{directory.Platform}", why))
                NotThere(directory.Platform.InWords(), why);
        }
    }

    /// <summary>Whose team works there is; who is in no team is expected wherever there is no other place to be.</summary>
    private bool IsExpected(string email, Platform platform)
    {
        var teams = rulebook.Organization.Teams.Values.Where(team => team.Lead == email || team.Members.Contains(email)).ToList();
        return teams.Count == 0
            ? platforms.Directories.Count() == 1
            : teams.Exists(team => platform == Platform.Slack ? team.Slack is not null : team.MsTeams is not null);
    }

    /// <summary>Who has left, has become a guest or goes by another name.</summary>
    private async Task LookAgainAsync(IChatDirectory directory, CancellationToken cancellationToken)
    {
        List<AccountRow> joined;
        await using (var context = store.Read())
            joined = await context.Accounts.Where(one => one.Platform == directory.Platform).ToListAsync(cancellationToken);

        foreach (var account in joined)
        {
            if (await directory.ProfileAsync(account.Ref, cancellationToken) is { } profile)
                await joining.JoinAsync(profile, cancellationToken);
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
    private partial void TokenRefused(string platform, string reason, string mend);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Platform} cannot be asked anything: {Reason}. {Mend}")]
    private partial void Away(string platform, string reason, string mend);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Platform} accepts the configured token now")]
    private partial void Accepted(string platform);

    [LoggerMessage(Level = LogLevel.Information, Message = "People and groups of {Platform} can be read again")]
    private partial void ReadAgain(string platform);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configured token belongs to {Platform} {Kind} {Workspace}, which organization.yml does not list, so nobody there is let in. Add it, or install the app in a listed {Kind}")]
    private partial void NotListed(string platform, string kind, string workspace);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody whom the configuration names cannot be reached on {Platform}: {Why}")]
    private partial void NotThere(string platform, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "People and groups of {Platform} could not be read; the ones known so far stay. {Why}")]
    private partial void NotRead(string platform, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "People and groups of {Platform} could not be read; the ones known so far stay")]
    private partial void SyncFailed(Exception error, string platform);
}
