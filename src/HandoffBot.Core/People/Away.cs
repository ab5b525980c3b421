using System.Globalization;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.People;

/// <summary>What others are told of somebody's absence.</summary>
/// <param name="Until">The day on which they are back, in words.</param>
/// <param name="Cover">Who is pinged in their place, where there is somebody who is there.</param>
public sealed record Away(string Until, PersonView? Cover)
{
    /// <summary>"1 Dec"; with its year where that is not plain.</summary>
    public static string Day(LocalDate date, LocalDate today) =>
        date.ToString(date < today.PlusMonths(10) ? "d MMM" : "d MMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>"away until 1 Dec, covered by Olu".</summary>
    public string Words => Cover is { } cover ? $"away until {Until}, covered by {Shortened.To(cover.Name, 80)}" : $"away until {Until}";
}
