using System.Globalization;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.People;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>An absence as a person's row keeps it.</summary>
/// <param name="Until">The day on which they are back.</param>
/// <param name="Ends">In milliseconds.</param>
internal sealed record StoredAbsence(string Until, long Ends, Guid? Cover)
{
    public static StoredAbsence Of(Absence absence) =>
        new(absence.Until.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), absence.Ends.ToUnixTimeMilliseconds(), absence.Cover?.Value);

    /// <summary>Null when it makes no sense any more: then they are there.</summary>
    public Absence? ToAbsence() => LocalDatePattern.Iso.Parse(Until) is { Success: true, Value: var until }
        ? new(until, Instant.FromUnixTimeMilliseconds(Ends), Cover is { } person ? new PersonId(person) : null)
        : null;
}
