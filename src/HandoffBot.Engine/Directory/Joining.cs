using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Joins accounts to persons, once, by e-mail: only full members of a listed workspace with a confirmed address, and only when no other
/// account of that workspace is joined to that person. From then on the account's id alone counts.
/// </summary>
internal sealed partial class Joining(
    CommitSeam seam, IStore store, Rulebook rulebook, Platforms platforms, Ids ids, BusinessClock clock, Telling telling, ILogger<Joining> log)
{
    /// <summary>The person of an account as the database knows it; null when it is not joined or is deactivated.</summary>
    public async Task<PersonId?> FindAsync(AccountRef account, CancellationToken cancellationToken)
    {
        await using var context = store.Read();
        var row = await context.Accounts
            .Where(one => one.Platform == account.Platform && one.Workspace == account.Workspace && one.Account == account.Account && one.IsActive)
            .Select(one => (Guid?)one.Person).SingleOrDefaultAsync(cancellationToken);
        return row is { } person ? new PersonId(person) : null;
    }

    /// <summary>Joins what the platform describes, or says why not; an account that is joined stays joined and is brought up to date.</summary>
    /// <returns>Null when it is joined; else why not.</returns>
    public async Task<string?> JoinAsync(AccountProfile profile, CancellationToken cancellationToken)
    {
        if (WhyStranger(profile) is { } stranger)
        {
            await LeaveAsync(profile.Account, cancellationToken);
            return stranger;
        }

        var outcome = await seam.RunAsync(context => JoinAsync(context, profile), cancellationToken);
        if (outcome.Changed)
        {
            EmailChanged(profile.Account.Platform.InWords(), profile.Account.Workspace, profile.Account.Account);
            await telling.AdminsAsync(
                $"The account of {profile.Name} ({profile.Account.Account}) has another e-mail address now. It stays joined to the same person; "
                + "if that is wrong, change organization.yml.",
                $"email-changed/{profile.Account.Account}/{profile.Email}",
                cancellationToken);
        }

        return outcome.Why;
    }

    /// <summary>The account no longer belongs: nobody acts through it and nothing is sent to it. Its person is kept.</summary>
    public Task LeaveAsync(AccountRef account, CancellationToken cancellationToken) => seam.RunAsync(
        async context =>
        {
            if (await context.Accounts.FindAsync([account.Platform, account.Workspace, account.Account], CancellationToken.None) is { } row)
                row.IsActive = false;
        },
        cancellationToken);

    private string? WhyStranger(AccountProfile profile)
    {
        var organization = rulebook.Organization;
        var platform = profile.Account.Platform;
        if (!platforms.IsListed(organization, platform, profile.Account.Workspace) || !platforms.IsListed(organization, platform, profile.HomeWorkspace))
            return "your account belongs to another workspace";
        if (!profile.IsFullMember)
            return "guests and bots cannot hand clients over";
        if (!profile.IsActive)
            return "your account is deactivated";
        return profile is { EmailConfirmed: true, Email.Length: > 0 } ? null : "your account has no confirmed e-mail address";
    }

    private async Task<(string? Why, bool Changed)> JoinAsync(EngineContext context, AccountProfile profile)
    {
        var account = profile.Account;
        var email = profile.Email!.ToLowerInvariant();
        if (await context.Accounts.FindAsync([account.Platform, account.Workspace, account.Account], CancellationToken.None) is { } joined)
        {
            var changed = joined.Email is not null && joined.Email != email;
            joined.Email = email;
            joined.IsActive = true;
            Describe(await context.People.SingleAsync(one => one.Id == joined.Person), profile);
            return (null, changed);
        }

        var person = await context.People.SingleOrDefaultAsync(one => one.Email == email)
            ?? context.Add(new PersonRow { Id = ids.New(), Name = profile.Name, Email = email, CreatedAt = clock.Now }).Entity;
        // The same account may have been joined since it was looked for above; it is no other one, and saving it again is refused and tried anew.
        if (await context.Accounts.AnyAsync(one =>
            one.Person == person.Id && one.Platform == account.Platform && one.Workspace == account.Workspace && one.Account != account.Account))
            return ("another account of this workspace already acts for the person with your e-mail address", false);

        Describe(person, profile);
        context.Add(new AccountRow
        {
            Platform = account.Platform, Workspace = account.Workspace, Account = account.Account, Person = person.Id, Email = email, JoinedAt = clock.Now,
        });
        return (null, false);
    }

    private static void Describe(PersonRow person, AccountProfile profile)
    {
        if (profile.Name.Length > 0)
            person.Name = profile.Name;
        person.TimeZone = profile.TimeZone ?? person.TimeZone;
        person.IsActive = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The e-mail address of {Platform} account {Workspace}/{Account} has changed; it stays joined to the same person")]
    private partial void EmailChanged(string platform, string workspace, string account);
}
