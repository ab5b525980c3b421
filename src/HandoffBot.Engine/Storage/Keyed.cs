using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Storage;

/// <summary>Looks messages up by what they say rather than by where they go.</summary>
internal static class Keyed
{
    /// <summary>Those of one piece of news, in whatever lane.</summary>
    /// <param name="key">Without the lane that follows it.</param>
    public static IQueryable<DeliveryRow> Under(this IQueryable<DeliveryRow> deliveries, string key)
    {
        // A range of the index, whose order is that of the characters' numbers on either database, and 0 comes after /. What begins with
        // something is asked with LIKE, for which SQLite would read every key that there ever was.
        var (from, to) = ($"{key}/", $"{key}0");
#pragma warning disable CA1309, CA1310, MA0001, MA0074 // Said to the database.
        return deliveries.Where(one => string.Compare(one.DedupeKey, from) >= 0 && string.Compare(one.DedupeKey, to) < 0);
#pragma warning restore CA1309, CA1310, MA0001, MA0074
    }
}
