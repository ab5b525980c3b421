using System.Text.RegularExpressions;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>
/// What the organization defines and other parts name. They are the names as they stand in the file, also where what they name has
/// mistakes of its own: one mistake is reported once.
/// </summary>
/// <param name="Zone">The default zone; UTC where the file's own cannot be read.</param>
internal sealed record Names(
    IReadOnlyCollection<string> Teams,
    IReadOnlyCollection<string> Ladders,
    IReadOnlyCollection<string> Calendars,
    IReadOnlyCollection<string> Webhooks,
    DateTimeZone Zone)
{
    /// <summary>A name that must be defined; null when the key is absent, and the name all the same when it is not defined.</summary>
    public static string? Read(Section section, string key, string what, IReadOnlyCollection<string>? defined, bool needed = false)
    {
        var name = needed ? section.NeededText(key) : section.Text(key);
        if (name is not null && defined?.Contains(name) == false)
            section.Mistakes.AddUnknown(section.At(key), $"{what} '{name}' is not defined", name, defined);
        return name;
    }
}

/// <summary>Single values with a shape of their own.</summary>
internal static partial class Shapes
{
    /// <summary>An e-mail address, lower case.</summary>
    public static string? Email(Section section, string key) => section.Text(key) is { } text ? Email(text, section.At(key), section.Mistakes) : null;

    public static IReadOnlyList<string> Emails(Section section, string key) =>
        [.. section.Words(key).Select(word => Email(word.Text, word.At, section.Mistakes)).OfType<string>().Distinct()];

    public static string? Email(string text, Place at, Mistakes mistakes)
    {
        var address = text.Trim();
        if (EmailAddress.LooksRight(address))
            return address.ToLowerInvariant();

        mistakes.Add(at, $"'{address}' is not an e-mail address such as kim@example.com");
        return null;
    }

    public static DateTimeZone? Zone(Section section, string key, bool needed = false)
    {
        if ((needed ? section.NeededText(key) : section.Text(key)) is not { } id)
            return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;

        var ids = DateTimeZoneProviders.Tzdb.Ids;
        var city = ids.FirstOrDefault(one => one.EndsWith("/" + id.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase));
        var meant = city ?? Nearest.To(id, ids);
        section.Mistakes.Add(section.At(key), meant is null
            ? $"'{id}' is not a time zone; write it as Europe/London or America/New_York"
            : $"'{id}' is not a time zone; did you mean '{meant}'?");
        return null;
    }

    /// <summary>A key that people choose: letters, digits, hyphens and underscores.</summary>
    public static bool Key(string text, Place at, string what, Mistakes mistakes)
    {
        if (KeyShape().IsMatch(text))
            return true;

        mistakes.Add(at, $"{what} '{text}' may have lower case letters, digits and hyphens, at most 60, such as 'account-management'");
        return false;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,59}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KeyShape();
}
