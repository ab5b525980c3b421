using System.Collections.Immutable;
using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Handoffs;

/// <summary>Why a command is not carried out: an expected failure, worded once for people.</summary>
public abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>The sentence that the acting person reads.</summary>
    public abstract Phrase Says { get; }

    /// <summary>The gate: everything that is missing or invalid at once.</summary>
    public sealed record NotReady(ImmutableArray<Finding> Findings) : Refusal
    {
        public override Phrase Says => Findings.Length == 1
            ? $"Not ready yet: {Findings[0].Label}. {Findings[0].Says}"
            : $"Not ready yet: {Findings.Length} answers are missing or need another look.";

        public bool Equals(NotReady? other) => other is not null && Findings.SequenceEqual(other.Findings);

        public override int GetHashCode() => Findings.Length;
    }
}

/// <summary>Something that keeps a checklist from being ready.</summary>
/// <param name="Step">The step that asks for it, from 0.</param>
public sealed record Finding(string Field, int Step, string Label, string Says);
