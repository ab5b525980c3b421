using System.Text.Json;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Delivery;

/// <summary>What a delivery's row says: what is meant, and for which lane.</summary>
internal sealed record Letter(Intent Intent, Lane Lane)
{
    /// <returns>Null when this version cannot read it, as after a return to an older one.</returns>
    public static Letter? Read(DeliveryRow row)
    {
        try
        {
            return new(Intent.Read(row.Intent), Lane.Parse(row.Lane));
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or ArgumentException or FormatException or IndexOutOfRangeException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
