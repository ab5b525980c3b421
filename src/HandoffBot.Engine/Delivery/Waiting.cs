using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Delivery;

/// <summary>
/// Deliveries whose time is still to come: never tried, and due later than they were written. One that failed waits as well, but keeps its
/// place in its lane; these have the place of their time, so they hold up nothing that is written meanwhile.
/// </summary>
internal static class Waiting
{
    public static IQueryable<DeliveryRow> Of(EngineContext context, Instant now) =>
        Leasing.Open(context).Where(one => one.Attempts == 0 && one.DueAt > now);
}
