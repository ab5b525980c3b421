using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>That the leads of all its teams agreed to a version of a playbook: who, and since when new handoffs begin with it.</summary>
public sealed record Agreement(Instant At, ImmutableArray<PersonId> By)
{
    public bool Equals(Agreement? other) => other is not null && At == other.At && By.SequenceEqual(other.By);

    public override int GetHashCode() => At.GetHashCode();
}
