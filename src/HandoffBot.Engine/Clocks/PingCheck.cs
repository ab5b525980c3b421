using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>What holds of a ping when its time has come.</summary>
/// <param name="WhyNot">Why it is not sent, in words that complete "not sent: …"; null when it still holds, and for whatever is no ping.</param>
internal sealed record Looked(string? WhyNot)
{
    /// <summary>The ping as what its person still is.</summary>
    public StoredPing? Ping { get; init; }

    /// <summary>Something that its person was to the step is somebody else by now, who is to hear of it as well.</summary>
    public bool HasMoved { get; init; }
}

/// <summary>Looks at a ping's clock once more before it is sent: what was answered while the ping waited needs none.</summary>
/// <remarks>A person may be several things to one step. It is theirs for as long as they are one of them.</remarks>
internal sealed class PingCheck(Matters matters, Pings pings, Addressing addressing, Reaching reaching)
{
    /// <inheritdoc cref="Looked.WhyNot"/>
    public async Task<string?> WhyNotAsync(EngineContext context, Intent intent) => (await LookAsync(context, intent)).WhyNot;

    public async Task<Looked> LookAsync(EngineContext context, Intent intent)
    {
        if (intent.Ping is not { } ping)
            return new((string?)null);

        var row = await context.Clocks.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ping.Clock);
        if (row is null || row.Run != ping.Run || row.EndedAt is not null)
            return new("its clock had ended");

        if (row.PausedSince is not null)
            return new("its clock was paused");

        if (await WhyNotThemAsync(context, intent, ping) is { } gone)
            return new(gone);

        var matter = await matters.OfAsync(context, row);
        if (matter.Spec is not { } spec)
            return new("its clock had ended");

        if (ClockStanding.Of(matter, spec, row).WhySilent(ping.Key, ping.Repeat) is { } silent)
            return new(silent);

        var (theirs, moved) = await PartsAsync(context, matter, spec, intent, ping);
        return theirs.IsEmpty
            ? new($"it has gone to {await NamesAsync(context, moved)} meanwhile")
            : new((string?)null) { Ping = ping.Of(theirs), HasMoved = !moved.IsEmpty };
    }

    /// <summary>
    /// Adds to the history that a ping was held back, and passes it on where that is because its person has left, gone away, or has no part in it
    /// any more; called in the transaction that cancels its delivery.
    /// </summary>
    public async Task SuppressAsync(EngineContext context, Intent intent, string why)
    {
        if (intent.Ping is not { } ping || await context.Clocks.SingleOrDefaultAsync(one => one.Id == ping.Clock) is not { } row)
            return;

        var matter = await matters.OfAsync(context, row);
        pings.Suppress(context, matter, row, ping.Key, ping.Repeat, why);
        if (row.EndedAt is not null || row.PausedSince is not null || row.Run != ping.Run || matter.Spec is not { } spec || intent.Person is not { } person)
            return;

        if (await WhyNotThemAsync(context, intent, ping) is not null)
            await pings.PassOnAsync(context, matter, row, spec, ping, await addressing.InsteadAsync(context, spec, new PersonId(person), ping.Parts));
        else if (await PartsAsync(context, matter, spec, intent, ping) is { Theirs.IsEmpty: true, Moved: var moved })
            await pings.PassOnAsync(context, matter, row, spec, ping, moved);
    }

    /// <summary>Passes on what has moved of a ping that was sent, in the transaction that marks it.</summary>
    public async Task PassOnMovedAsync(EngineContext context, Intent intent)
    {
        if (intent.Ping is not { } ping
            || await context.Clocks.SingleOrDefaultAsync(one => one.Id == ping.Clock) is not { EndedAt: null, PausedSince: null } row || row.Run != ping.Run)
        {
            return;
        }

        var matter = await matters.OfAsync(context, row);
        if (matter.Spec is { } spec)
            await pings.PassOnAsync(context, matter, row, spec, ping, (await PartsAsync(context, matter, spec, intent, ping)).Moved);
    }

    /// <summary>Admins are told of what reaches nobody else, even while they are away.</summary>
    private async Task<string?> WhyNotThemAsync(EngineContext context, Intent intent, StoredPing ping) => intent.Person is { } person
        ? await reaching.WhyNotAsync(context, new PersonId(person), evenAway: ping.Parts.Any(one => one.As == PingRole.Admin))
        : null;

    /// <summary>What the person still is to the step, and who else is the rest of it now. A channel stays what it is.</summary>
    private async Task<(ImmutableArray<StoredPart> Theirs, ImmutableArray<Addressee> Moved)> PartsAsync(
        EngineContext context, Matter matter, ClockSpec spec, Intent intent, StoredPing ping)
    {
        var (theirs, moved) = (new List<StoredPart>(), new List<Addressee>());
        foreach (var part in ping.Parts)
        {
            if (intent.Person is { } person && await addressing.NowAsync(context, matter, spec, part.As) is { } now && now.Person?.Value != person)
                moved.Add(now);
            else
                theirs.Add(part);
        }

        return ([.. theirs], Addressee.Merged(moved));
    }

    private async Task<string> NamesAsync(EngineContext context, IEnumerable<Addressee> all)
    {
        var names = new List<string>();
        foreach (var one in all)
            names.Add(await reaching.NameAsync(context, one));
        return string.Join(" and ", names);
    }
}
