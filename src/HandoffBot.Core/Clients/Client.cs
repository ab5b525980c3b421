using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Clients;

/// <summary>Names a client for as long as the database lives.</summary>
public readonly record struct ClientId(Guid Value);

/// <summary>The company being handed over. It has exactly one owner at any time.</summary>
public sealed record Client(ClientId Id, string Name, PersonId Owner)
{
    /// <summary>What makes two names the same client: trimmed, inner white space folded, case folded.</summary>
    public static string Fold(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
