using NodaTime.Text;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>Reads a date as pickers send it (2026-12-24) and as people write it. <c>03/04/2026</c> is two dates, so it is neither.</summary>
internal static class TypedDate
{
    private static readonly LocalDatePattern[] Patterns =
    [
        .. new[] { "uuuu-M-d", "d MMM uuuu", "d MMMM uuuu", "MMM d uuuu", "MMMM d uuuu", "d.M.uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture),
    ];

    public static FieldResult Read(string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Trim();
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(plain) is { Success: true, Value: { Year: >= 1900 and <= 2300 } date })
                return new FieldResult.Good(new Answer.Date(date));
        }

        return new FieldResult.Malformed("Write the date as 2026-12-24 or 24 Dec 2026.");
    }
}
