using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Chat;

/// <summary>
/// How a person or a client is named in <see cref="Suggestion.Id"/> and <see cref="Input.Selected"/>: its id, or <c>new:</c> and the
/// name of a client that does not exist yet; a handoff is named by its number.
/// </summary>
public static class SuggestionId
{
    /// <summary>The platforms carry at most this much in an option.</summary>
    public const int MaxLength = 150;

    /// <summary>The longest name that a new client can be given.</summary>
    public const int MaxNewName = 80;

    private const string New = "new:";
    private const string OfHandoff = "h:";

    public static string Of(PersonId person) => person.Value.ToString("D");

    public static string Of(ClientId client) => client.Value.ToString("D");

    public static string Of(int handoff) => string.Create(CultureInfo.InvariantCulture, $"{OfHandoff}{handoff}");

    public static string OfNew(string name) => New + name.Trim();

    public static PersonId? Person(string id) => Guid.TryParseExact(id, "D", out var value) ? new PersonId(value) : null;

    public static ClientId? Client(string id) => Guid.TryParseExact(id, "D", out var value) ? new ClientId(value) : null;

    /// <summary>The number of a handoff, or null when the id names something else.</summary>
    public static int? Handoff(string id) =>
        id.StartsWith(OfHandoff, StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(OfHandoff.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The name of a client to be created, or null when the id names something else.</summary>
    public static string? NewName(string id) =>
        id.StartsWith(New, StringComparison.Ordinal) && id[New.Length..].Trim() is { Length: > 0 } name ? name : null;
}
