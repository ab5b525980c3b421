using HandoffBot.Core.Chat;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Directory;

/// <summary>
/// Who speaks: the person of an account, with what the database says of them at this moment. An account that was never seen is asked
/// about at its platform, once.
/// </summary>
internal sealed class Entrance(
    Joining joining, Departures departures, IStore store, Roll roll, Rulebook rulebook, Platforms platforms, PlatformPatience most, TimeProvider time)
{
    public async Task<Known> ActorAsync(AccountRef account, CancellationToken cancellationToken)
    {
        if (!platforms.IsListed(rulebook.Organization, account.Platform, account.Workspace))
            return await StrangerAsync("your account belongs to another workspace");

        await using var context = store.Read();
        if (await roll.ActorAsync(context, account) is { } known)
            return new Known.Joined(known);

        var person = await joining.FindAsync(account, cancellationToken);
        if (person is null)
        {
            if (await MeetAsync(account, cancellationToken) is { } why)
                return await StrangerAsync(why);

            person = await joining.FindAsync(account, cancellationToken);
        }

        return person is { } id && await roll.ActorAsync(context, id) is { } actor
            ? new Known.Joined(actor)
            : await StrangerAsync("your account is deactivated");
    }

    /// <summary>An account was made, changed or deactivated.</summary>
    public async Task ChangedAsync(AccountRef account, CancellationToken cancellationToken)
    {
        if (platforms.Directory(account.Platform) is { } directory && await directory.ProfileAsync(account, cancellationToken) is { } profile)
        {
            await joining.JoinAsync(profile, cancellationToken);
            await departures.RunAsync(cancellationToken);
        }
    }

    private async Task<string?> MeetAsync(AccountRef account, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(most.Stranger, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var profile = platforms.Directory(account.Platform) is { } directory ? await directory.ProfileAsync(account, either.Token) : null;
            return profile is null ? "I could not look up your account just now; please try again" : await joining.JoinAsync(profile, cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return "I could not look up your account just now; please try again";
        }
    }

    private async Task<Known> StrangerAsync(string why)
    {
        await using var context = store.Read();
        var ids = await roll.NamedAsync(context, rulebook.Organization.Admins);
        var values = ids.Select(one => one.Value).ToList();
        var admins = await context.People.Where(one => values.Contains(one.Id)).OrderBy(one => one.Name).Select(one => one.Name).Take(3).ToListAsync();
        var ask = admins.Count > 0 ? string.Join(" or ", admins) : "an admin of the bot";
        return new Known.NotJoined($"I cannot do this for you: {why}. Ask {ask}.");
    }
}
