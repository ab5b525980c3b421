using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Clocks;

/// <summary>Writes the pings of a beat to the outbox and to the history, together with those that are not sent and why.</summary>
internal sealed class Pings(Rulebook rulebook, Addressing addressing, Outbox outbox, BusinessClock clock)
{
    public async Task WriteAsync(EngineContext context, Handoff handoff, ClockRow row, ClockSpec spec, ClockStanding standing, Falling falling)
    {
        var beats = standing.Laid.Beats;
        for (var place = Math.Min(row.Taken, beats.Length); place < falling.TakenAfter; place++)
        {
            var beat = beats[place];
            if (beat == falling.Fire)
                await FireAsync(context, handoff, row, spec, beat, place, falling.Late);
            else if (beat.Step >= 0)
                Suppress(context, handoff, row, beat, standing.WhySilent(beat.Step, beat.Repeat) ?? "a later step fell due as well, and only the highest is sent");
        }
    }

    /// <summary>Adds to the history that a ping was not sent.</summary>
    /// <param name="why">Completes "not sent: …".</param>
    public void Suppress(EngineContext context, Handoff handoff, ClockRow row, Beat beat, string why) =>
        Tell(context, handoff, "ping-suppressed", Body(row, beat) with { Note = why });

    private async Task FireAsync(EngineContext context, Handoff handoff, ClockRow row, ClockSpec spec, Beat beat, int place, bool late)
    {
        var targets = LaidClock.LadderOf(spec, rulebook.Organization).Steps[beat.Step].Notify;
        var addressed = await addressing.OfAsync(context, handoff, spec, targets);
        foreach (var why in addressed.NotServed)
            Suppress(context, handoff, row, beat, why);

        foreach (var one in addressed.Pinged)
            await SendAsync(context, handoff, row, beat, place, late, one);

        if (!addressed.Pinged.IsEmpty)
        {
            Tell(context, handoff, "pinged", Body(row, beat) with
            {
                People = [.. addressed.Pinged.Select(one => one.Person?.Value).OfType<Guid>()],
                Channels = [.. addressed.Pinged.Where(one => one.Person is null).Select(one => one.Lane.Chat)],
                Late = late ? true : null,
            });
        }
    }

    private async Task SendAsync(EngineContext context, Handoff handoff, ClockRow row, Beat beat, int place, bool late, Addressee to)
    {
        var key = $"ping/{row.Id:N}/r{row.Run}/s{beat.Step}.{beat.Repeat}";

        // A ladder that was changed may come to the same step again, which was sent.
        if (await context.Deliveries.AnyAsync(one => one.DedupeKey == $"{key}/{to.Lane}"))
            return;

        var ping = new StoredPing(
            row.Id, row.Run, place, beat.Step, beat.Repeat, beat.IsMiss, late, beat.At.ToUnixTimeMilliseconds(), to.As);
        outbox.Add(context, new(IntentKind.Ping, handoff.Number) { Person = to.Person?.Value, Ping = ping }, to.Lane, key, row.Id);
    }

    private static StoredEvent Body(ClockRow row, Beat beat) =>
        new() { Clock = row.Kind.ToString(), Run = row.Run, Step = beat.Step, Repeat = beat.Repeat };

    private void Tell(EngineContext context, Handoff handoff, string kind, StoredEvent body) => context.Add(new TimelineRow
    {
        Handoff = handoff.Number, Client = handoff.Client?.Value, At = clock.Now, Kind = kind, Body = StorageJson.Write(body),
    });
}
