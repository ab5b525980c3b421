using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>Who agreed to a version of a playbook, and since when it holds.</summary>
internal sealed record StoredAgreement(long At, Guid[] By)
{
    public static StoredAgreement? Of(Agreement? one) => one is null ? null : new(one.At.ToUnixTimeMilliseconds(), [.. one.By.Select(person => person.Value)]);

    public Agreement ToAgreement() => new(Instant.FromUnixTimeMilliseconds(At), [.. By.Select(person => new PersonId(person))]);
}

/// <summary>A lead's yes, for one team.</summary>
/// <param name="Team">Its key.</param>
internal sealed record StoredYes(string Team, Guid By, long At);
