using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>Writes the pings of a beat to the outbox and to the history, together with those that are not sent and why.</summary>
internal sealed class Pings(Addressing addressing, PersonHours hours, Company company, Outbox outbox, BusinessClock clock)
{
    private readonly ByColumn<DeliveryRow, string> _deliveries = new(one => one.DedupeKey);

    public async Task WriteAsync(EngineContext context, Matter matter, ClockRow row, ClockSpec spec, ClockStanding standing, Falling falling)
    {
        foreach (var beat in falling.Beats)
        {
            var key = standing.Laid.KeyOf(beat);
            if (beat == falling.Fire)
                await FireAsync(context, matter, row, spec, standing, beat, falling.Late);
            else if (beat.Step >= 0)
                Suppress(context, matter, row, key, beat.Repeat, standing.WhySilent(key, beat.Repeat) ?? "a later step fell due as well, and only the highest is sent");
        }
    }

    /// <summary>Adds to the history that a ping was not sent.</summary>
    /// <param name="why">Completes "not sent: …".</param>
    public void Suppress(EngineContext context, Matter matter, ClockRow row, string key, int repeat, string why) =>
        Tell(context, matter, "ping-suppressed", Body(row, key, repeat) with { Note = why });

    private async Task FireAsync(EngineContext context, Matter matter, ClockRow row, ClockSpec spec, ClockStanding standing, Beat beat, bool late)
    {
        var key = standing.Laid.KeyOf(beat);
        var step = standing.Ladder.Steps[beat.Step];
        var addressed = await addressing.OfAsync(context, matter, spec, step.Notify);
        foreach (var why in addressed.NotServed)
            Suppress(context, matter, row, key, beat.Repeat, why);

        foreach (var how in addressed.PassedOn)
            Tell(context, matter, "ping-passed-on", Body(row, key, beat.Repeat) with { Note = how });

        var atOnce = new List<Addressee>();
        foreach (var one in addressed.Pinged)
        {
            var opens = step.Urgent ? null : await OpeningAsync(context, spec, one);
            await SendAsync(context, matter, row, Ping(row, beat, key, late, one.As), one, await company.GoesOutAsync(context, row, one, opens));
            if (opens is { } until)
                Tell(context, matter, "ping-waits", Body(row, key, beat.Repeat) with { People = [one.Person!.Value.Value], Until = until.ToUnixTimeMilliseconds() });
            else
                atOnce.Add(one);
        }

        foreach (var name in addressed.Webhooks)
            await CallAsync(context, matter, row, Ping(row, beat, key, late, PingRole.Named), name);

        if (atOnce.Count > 0 || !addressed.Webhooks.IsEmpty)
        {
            Tell(context, matter, "pinged", Body(row, key, beat.Repeat) with
            {
                People = [.. atOnce.Select(one => one.Person?.Value).OfType<Guid>()],
                Channels = [.. atOnce.Where(one => one.Person is null).Select(one => one.Lane.Chat)],
                Webhooks = addressed.Webhooks.IsEmpty ? null : [.. addressed.Webhooks],
                Late = late ? true : null,
            });
        }
    }

    /// <summary>Whoever it was for has left, gone away or handed it on while it waited: others hear of it, in their own hours.</summary>
    public async Task PassOnAsync(EngineContext context, Matter matter, ClockRow row, ClockSpec spec, StoredPing ping, IEnumerable<Addressee> to)
    {
        foreach (var one in to)
            await SendAsync(context, matter, row, ping, one, IsUrgent(matter, spec, row, ping) ? null : await OpeningAsync(context, spec, one));
    }

    /// <summary>Whether the step reaches people outside their hours; one that its ladder has no more does not.</summary>
    public static bool IsUrgent(Matter matter, ClockSpec spec, ClockRow row, StoredPing ping)
    {
        var standing = ClockStanding.Of(matter, spec, row);
        return standing.Laid.Step(ping.Key) is { } beat && standing.Ladder.Steps[beat.Step].Urgent;
    }

    /// <summary>Adds to the history that a ping waits for another time of its person than it did.</summary>
    public void Waits(EngineContext context, Matter matter, ClockRow row, StoredPing ping, PersonId person, Instant until) => Tell(
        context, matter, "ping-waits", Body(row, ping.Key, ping.Repeat) with { People = [person.Value], Until = until.ToUnixTimeMilliseconds() });

    /// <summary>When the person works next; null when that is now, and for a channel, which never waits.</summary>
    private async Task<Instant?> OpeningAsync(EngineContext context, ClockSpec spec, Addressee to)
    {
        var now = clock.Now;
        return to.Person is { } person && await hours.OpeningAsync(context, person, spec.TurnTeam, now) is var opens && opens > now ? opens : null;
    }

    private async Task SendAsync(EngineContext context, Matter matter, ClockRow row, StoredPing ping, Addressee to, Instant? notBefore)
    {
        var key = Key(ping);
        var intent = new Intent(IntentKind.Ping, matter.Handoff?.Number) { Client = row.Client, Person = to.Person?.Value, Ping = ping.Of(to.Parts) };
        if (!await WasSentAsync(context, $"{key}/{to.Lane}"))
            outbox.Add(context, intent, to.Lane, key, row.Id, notBefore);
    }

    private async Task CallAsync(EngineContext context, Matter matter, ClockRow row, StoredPing ping, string webhook)
    {
        var (key, lane) = (Key(ping), $"webhook/{webhook}");
        var intent = new Intent(IntentKind.Webhook, matter.Handoff?.Number) { Client = row.Client, Text = webhook, Ping = ping };
        if (!await WasSentAsync(context, $"{key}/{lane}"))
            outbox.Add(context, intent, lane, key, row.Id);
    }

    /// <summary>A step that was taken out of a ladder and put back was sent.</summary>
    private async ValueTask<bool> WasSentAsync(EngineContext context, string dedupeKey) => await _deliveries.OneAsync(context, dedupeKey) is not null;

    private static string Key(StoredPing ping) => $"ping/{ping.Clock:N}/r{ping.Run}/{ping.Key}.{ping.Repeat}";

    private static StoredPing Ping(ClockRow row, Beat beat, string step, bool late, PingRole role) =>
        new(row.Id, row.Run, step, beat.Repeat, beat.IsMiss, late, beat.At.ToUnixTimeMilliseconds(), role);

    private static StoredEvent Body(ClockRow row, string key, int repeat) => new() { Clock = row.Kind.ToString(), Run = row.Run, Rung = key, Repeat = repeat };

    private void Tell(EngineContext context, Matter matter, string kind, StoredEvent body) => context.Append(matter.Entry(kind, clock.Now, StorageJson.Write(body)));
}
