using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>A person, an address or a channel that a target means. One of them is set; none is set where nobody has that part.</summary>
internal sealed record Named(PingRole As, PersonId? Person, string? Email, ChannelRef? Channel)
{
    public static Named Of(PingRole role, PersonId? person) => new(role, person, null, null);
}

/// <summary>Who is reached first, and of those who are meant before them, why they are not.</summary>
/// <param name="First">Null when nobody is reached.</param>
/// <param name="PassedOver">Such as "Kim's account is deactivated" or "Kim is away until 1 Dec".</param>
internal sealed record Reached(Addressee? First, ImmutableArray<string> PassedOver);

/// <summary>Goes through those who are meant, in order, to the first who can be reached; in the place of who is away is who covers for them.</summary>
internal sealed class Reaching(Roll roll)
{
    public async Task<Reached> FirstAsync(EngineContext context, IEnumerable<Named> candidates)
    {
        var passedOver = new List<string>();
        foreach (var one in candidates)
        {
            if (await ReachAsync(context, one, passedOver) is { } reached)
                return new(reached, [.. passedOver.Distinct()]);
        }

        return new(null, [.. passedOver.Distinct()]);
    }

    /// <summary>The same, though they may be away: when nobody else is there, they are better told than nobody.</summary>
    public async Task<Addressee?> EvenAwayAsync(EngineContext context, Named named) =>
        await PersonAsync(context, named) is { } person && await roll.ReachAsync(context, person) is { } account
            ? new(named.As, Lane.Of(account), person)
            : null;

    /// <param name="context">The command's.</param>
    /// <param name="person">For whom something waits to be sent.</param>
    /// <param name="evenAway">Whether it goes to them though they are away.</param>
    /// <returns>Null when the person can be reached.</returns>
    public async Task<string?> WhyNotAsync(EngineContext context, PersonId person, bool evenAway) =>
        await roll.ReachAsync(context, person) is null ? await WhyNotAsync(context, person)
        : !evenAway && await roll.AbsenceAsync(context, person) is { } ? await AwayAsync(context, person)
        : null;

    /// <summary>Who a ping goes to, in words.</summary>
    public async ValueTask<string> NameAsync(EngineContext context, Addressee one) => one.Person is { } person
        ? (await roll.FindAsync(context, person))!.Name
        : "the channel";

    private async Task<Addressee?> ReachAsync(EngineContext context, Named named, List<string> passedOver)
    {
        if (named.Channel is { } channel)
            return new(named.As, Lane.Of(channel), null);

        if (await PersonAsync(context, named) is not { } person)
        {
            if (named.Email is { } email)
                passedOver.Add($"nobody is known by the address {email}");
            return null;
        }

        if (await roll.ReachAsync(context, person) is not { } account)
        {
            passedOver.Add(await WhyNotAsync(context, person));
            return null;
        }

        if (await roll.AbsenceAsync(context, person) is null)
            return new(named.As, Lane.Of(account), person);

        passedOver.Add(await AwayAsync(context, person));
        return await roll.StandInAsync(context, person) is { } other && await roll.ReachAsync(context, other) is { } theirs
            ? new(named.As, Lane.Of(theirs), other) { For = person }
            : null;
    }

    private async Task<string> AwayAsync(EngineContext context, PersonId person)
    {
        var view = (await roll.ViewsAsync(context, [person]))[person];
        return $"{view.Name} is away until {view.Away!.Until}";
    }

    private async Task<string> WhyNotAsync(EngineContext context, PersonId person)
    {
        var row = (await roll.FindAsync(context, person))!;
        if (!row.IsActive)
            return $"{row.Name} has left";

        return await context.Accounts.AnyAsync(one => one.Person == person.Value)
            ? $"{row.Name}'s account is deactivated"
            : $"{row.Name} has no account where the bot is";
    }

    private async ValueTask<PersonId?> PersonAsync(EngineContext context, Named named) => named.Email is { } email
        ? (await roll.NamedAsync(context, [email])).Cast<PersonId?>().FirstOrDefault()
        : named.Person;
}
