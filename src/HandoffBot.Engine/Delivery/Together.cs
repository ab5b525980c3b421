using HandoffBot.Core.Chat.Cards;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Which pings become one message: those that wait in the direct chat of one person when the first of them is sent. Each stays a delivery of
/// its own, leased and marked with the others, so whatever becomes of the message, each is looked for, tried again or called off by itself.
/// </summary>
internal static class Together
{
    /// <summary>Two hosts that decide at the same moment write down times that differ by a moment.</summary>
    private static readonly Duration Moment = Duration.FromSeconds(2);

    /// <summary>The ids of those that go with what was taken.</summary>
    /// <param name="taken">None that is in doubt, since that is looked for alone.</param>
    public static async Task<List<Guid>> WithAsync(EngineContext context, IEnumerable<DeliveryRow> taken, Instant now)
    {
        var lanes = taken.Where(IsDirectPing).Select(one => one.Lane).ToList();
        if (lanes.Count == 0)
            return [];

        var soon = now + Moment;
        var waiting = await context.Deliveries.AsNoTracking()
            .Where(one => one.State == DeliveryState.Pending && one.Kind == nameof(IntentKind.Ping) && lanes.Contains(one.Lane) && one.DueAt <= soon)
            .OrderBy(one => one.Order).ToListAsync(CancellationToken.None);
        return [.. waiting.Where(IsDirectPing).GroupBy(one => one.Lane).SelectMany(lane => lane.Take(RemindersCard.Most - 1)).Select(one => one.Id)];
    }

    private static bool IsDirectPing(DeliveryRow row) => row.Kind == nameof(IntentKind.Ping) && Letter.Read(row) is { Intent.Kind: IntentKind.Ping, Lane.IsPerson: true };
}
