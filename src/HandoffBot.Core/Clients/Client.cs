using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Clients;

/// <summary>Names a client for as long as the database lives.</summary>
public readonly record struct ClientId(Guid Value);

/// <summary>The company being handed over, or what else a playbook's subject is. It has exactly one owner at any time.</summary>
public sealed record Client(ClientId Id, string Name, PersonId Owner)
{
    public Subject Subject { get; init; } = Subject.Client;

    /// <summary>The name as sentences say it: "Acme Ltd", "release 4.2".</summary>
    public string Called => Subject.Called(Name);

    /// <summary>What makes two names the same client: trimmed, inner white space folded, case folded.</summary>
    public static string Fold(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
