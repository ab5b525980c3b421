using System.Data.Common;
using HandoffBot.Core.Clocks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>
/// Direct pings to one person that fall within two minutes become one message. So one waits when another clock will ping the same person that
/// soon, or when one waits for them already; where no other is in sight, which is the rule, it goes out at once.
/// </summary>
/// <remarks>
/// A clock's own later steps are not waited for: a warning at 50 % is to come before the due time, however short the clock. What nobody could
/// foresee, such as a handoff that is submitted meanwhile, comes as a message of its own.
/// </remarks>
internal sealed partial class Company(Matters matters, Addressing addressing, BusinessClock clock, ILogger<Company> log)
{
    public static readonly Duration Within = Duration.FromMinutes(2);

    /// <summary>The sweep comes every five seconds, and it takes a moment.</summary>
    public static readonly Duration Grace = Duration.FromSeconds(6);

    /// <summary>Where more than this fall due at once, as after an outage, those that come later are not looked at.</summary>
    private const int MostNear = 100;
    private const int MostAsked = 12;

    // What waits is what Waiting says.
    private static readonly PerModel<Func<EngineContext, string, Instant, Instant, Instant, Task<Instant?>>> WaitingBetween = new(() => EF.CompileAsyncQuery(
        (EngineContext context, string lane, Instant now, Instant from, Instant to) => context.Deliveries
            .Where(one => (one.State == DeliveryState.Pending || one.State == DeliveryState.Unknown) && one.Attempts == 0 && one.DueAt > now
                && one.Lane == lane && one.Kind == nameof(IntentKind.Ping) && one.DueAt >= from && one.DueAt <= to)
            .OrderBy(one => one.DueAt).Select(one => (Instant?)one.DueAt).FirstOrDefault()));

    private static readonly PerModel<Func<EngineContext, Guid, Instant, Instant, IAsyncEnumerable<ClockRow>>> Near = new(() => EF.CompileAsyncQuery(
        (EngineContext context, Guid but, Instant from, Instant to) => context.Clocks.AsNoTracking()
            .Where(one => one.NextFireAt >= from && one.NextFireAt <= to && one.Id != but)
            .OrderBy(one => one.NextFireAt).ThenBy(one => one.Id).Take(MostNear)));

    /// <param name="row">The clock that pings.</param>
    /// <param name="opens">When the person works next; null when that is now, or does not matter.</param>
    /// <returns>When the ping goes out; null when it need not wait.</returns>
    public async Task<Instant?> GoesOutAsync(EngineContext context, ClockRow row, Addressee to, Instant? opens)
    {
        if (to.Person is not { } person)
            return opens;

        // Where many fall due at once, all but the first join what waits; reading what else is near costs far more.
        var (at, lane) = (opens ?? clock.Now, to.Lane.ToString());
        if (await WaitingAsync(context, lane, at) is { } waits)
            return waits;

        // And again, in this order: a clock that another host takes meanwhile is seen as near, or else what it left to wait is.
        var near = await NearAsync(context, row, person.Value, opens);
        if (await WaitingAsync(context, lane, at) is { } joined)
            return joined;

        foreach (var other in near)
        {
            if (await PingsAsync(context, other, to.Lane))
                return Instant.Max(other.NextFireAt!.Value, at) + Grace;
        }

        return opens;
    }

    /// <summary>When a ping goes out that waits for the person already.</summary>
    private async Task<Instant?> WaitingAsync(EngineContext context, string lane, Instant at)
    {
        var (from, to) = (clock.ToSystem(at), clock.ToSystem(at + Within + Grace));
        return await WaitingBetween.For(context)(context, lane, clock.System, from, to) is { } system ? clock.ToBusiness(system) : null;
    }

    /// <summary>Other clocks that do something soon, the last first; of many those that the person has to do with.</summary>
    private async Task<IEnumerable<ClockRow>> NearAsync(EngineContext context, ClockRow row, Guid person, Instant? opens)
    {
        var (from, to) = (opens ?? Instant.MinValue, (opens ?? clock.Now) + Within);
        var near = new List<ClockRow>();
        await foreach (var one in Near.For(context)(context, row.Id, from, to))
            near.Add(one);
        if (near.Count > MostAsked)
        {
            var numbers = near.ConvertAll(one => one.Handoff);
            var teams = context.Memberships.Where(one => one.Person == person).Select(one => one.Team);
            var theirs = await context.Handoffs
                .Where(one => numbers.Contains(one.Number) && (one.Sender == person || teams.Contains(one.ReceivingTeam) || teams.Contains(one.SendingTeam)))
                .Select(one => (int?)one.Number).ToListAsync();
            near = [.. near.OrderByDescending(one => one.Handoff is null || theirs.Contains(one.Handoff)).Take(MostAsked)];
        }

        return near.OrderByDescending(one => one.NextFireAt);
    }

    /// <summary>Whether what it does then is a direct ping to that person, as things stand now.</summary>
    private async Task<bool> PingsAsync(EngineContext context, ClockRow other, Lane lane)
    {
        try
        {
            var matter = await matters.OfAsync(context, other);
            if (matter.Spec is not { } spec)
                return false;

            var standing = ClockStanding.Of(matter, spec, other);
            var falling = Falling.Since(standing.Laid, standing.Progress, Instant.Max(other.NextFireAt!.Value, clock.Now));
            return falling.Fire is { } beat
                && (await addressing.OfAsync(context, matter, spec, standing.Ladder.Steps[beat.Step].Notify)).Pinged.Any(one => one.Lane == lane);
        }
        catch (Exception error) when (error is not DbException and not OperationCanceledException)
        {
            // Its own step says what is wrong with it; this one need not fail for it.
            NotRead(error, other.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Whom clock {Clock} pings next could not be found out")]
    private partial void NotRead(Exception error, Guid clock);
}
