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
/// <param name="PassedOver">Such as "Kim's account is deactivated".</param>
internal sealed record Reached(Addressee? First, ImmutableArray<string> PassedOver);

/// <summary>Goes through those who are meant, in order, to the first who can be reached.</summary>
internal sealed class Reaching(Roll roll)
{
    public async Task<Reached> FirstAsync(EngineContext context, IEnumerable<Named> candidates)
    {
        var passedOver = new List<string>();
        foreach (var one in candidates)
        {
            if (await ReachAsync(context, one) is { } reached)
                return new(reached, [.. passedOver.Distinct()]);

            if (await WhyNotAsync(context, one) is { } why)
                passedOver.Add(why);
        }

        return new(null, [.. passedOver.Distinct()]);
    }

    /// <returns>Null when the person can be reached.</returns>
    public async Task<string?> WhyNotAsync(EngineContext context, PersonId person) =>
        await roll.ReachAsync(context, person) is null ? await WhyNotAsync(context, Named.Of(PingRole.Named, person)) : null;

    /// <summary>Who a ping goes to, in words.</summary>
    public async ValueTask<string> NameAsync(EngineContext context, Addressee one) => one.Person is { } person
        ? (await roll.FindAsync(context, person))!.Name
        : "the channel";

    private async Task<Addressee?> ReachAsync(EngineContext context, Named named)
    {
        if (named.Channel is { } channel)
            return new(named.As, Lane.Of(channel), null);

        return await PersonAsync(context, named) is { } person && await roll.ReachAsync(context, person) is { } account
            ? new(named.As, Lane.Of(account), person)
            : null;
    }

    private async Task<string?> WhyNotAsync(EngineContext context, Named named)
    {
        if (await PersonAsync(context, named) is not { } person)
            return named.Email is { } email ? $"nobody is known by the address {email}" : null;

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
