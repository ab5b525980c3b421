using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// The clock that says that a client has gone quiet. It begins when the client gets its owner, and anew with whatever a person does that
/// enters the client's history; an acknowledged reminder is no such thing, nor is one that was sent. A release or the like cannot go quiet.
/// </summary>
internal sealed class ClientIdling(Editions editions, Matters matters, ClockKeeping keeping)
{
    private static readonly PerModel<Func<EngineContext, Guid, Task<ClockRow?>>> Idling = new(() => EF.CompileAsyncQuery(
        (EngineContext context, Guid client) => context.Clocks.SingleOrDefault(one => one.Client == client && one.Kind == ClockKind.ClientIdle)));

    /// <summary>Called by whoever writes down that a person did something that concerns the client, in the same transaction.</summary>
    public async Task HappenedAsync(EngineContext context, ClientId client, Instant now)
    {
        if (editions.Present.Clocks.ClientIdle is null)
            return;

        // A client that this very command made has none yet.
        var row = context.Appended.OfType<ClientRow>().Any(one => one.Id == client.Value) ? null : await Idling.For(context)(context, client.Value);
        if (row is null)
            row = keeping.Begin(context, new ClockRow { Client = client.Value, Kind = ClockKind.ClientIdle, Run = 1 });
        else
            await keeping.WindAnewAsync(context, row, null, row.Run + 1, now);

        (row.Started, row.Used, row.PausedSince, row.Budget, row.DueWas) = (now, Duration.Zero, null, null, null);
        await LayAsync(context, row, now);
    }

    /// <summary>Lays the clock as its edition says; one that the edition does not know has ended.</summary>
    public async Task LayAsync(EngineContext context, ClockRow row, Instant now)
    {
        if (await matters.OfAsync(context, row) is not { Spec: { } spec } matter)
        {
            await ClockKeeping.EndAsync(context, row, null, now);
            return;
        }

        ClockKeeping.Set(context, row, null, spec, LaidClock.Lay(spec, matter.Organization), now);
    }
}
