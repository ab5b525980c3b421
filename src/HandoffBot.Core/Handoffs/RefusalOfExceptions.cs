using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Which part of an exception's form.</summary>
public enum ExceptionPart
{
    Reason,
    Until,
}

/// <summary>Why a field cannot be left open.</summary>
public enum OpenHindrance
{
    /// <summary>With the answers so far nobody asks for it.</summary>
    NotAsked,
    NotRequired,

    /// <summary>It says what is handed over.</summary>
    Subject,
    Answered,
}

/// <summary>Refusals that are about exceptions.</summary>
public abstract partial record Refusal
{
    /// <summary>Something of an exception cannot be so; the sentence stands beside its input.</summary>
    public sealed record UnfitException(ExceptionPart Part, string Why) : Refusal
    {
        public override Phrase Says => Why;
    }

    public sealed record CannotStayOpen(string Label, OpenHindrance Hindrance) : Refusal
    {
        public override Phrase Says => $"\u201c{Label}\u201d {Hindrance switch
        {
            OpenHindrance.NotAsked => "is not asked for with the answers so far",
            OpenHindrance.NotRequired => "need not be answered",
            OpenHindrance.Subject => "says what is handed over",
            _ => "has an answer",
        }}, so {(Hindrance == OpenHindrance.Subject ? "it cannot be left open" : "it needs no exception")}.";
    }

    public sealed record NoSuchException(string Reference) : Refusal
    {
        public override Phrase Says => $"That is no longer among the exceptions of {Reference}.";
    }

    /// <summary>The reason was chosen, and no exception that it is about.</summary>
    public sealed record RefusesNothing(string Reference, ImmutableArray<string> Labels) : Refusal
    {
        public override Phrase Says => $"Choose which exception of {Reference} you do not approve: {Listing.Or([.. Labels.Select(one => $"\u201c{one}\u201d")])}.";

        public bool Equals(RefusesNothing? other) => other is not null && Reference == other.Reference && Labels.SequenceEqual(other.Labels);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);
    }

    /// <param name="By">Null when it was the person who asks.</param>
    public sealed record FilledInAlready(string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => Phrase.Of($"{(By is null ? "You" : By)} filled this in, ", new Inline.When(At, Zone), ".");
    }

    /// <summary>What is filled in is what was left open, and what that asks for.</summary>
    public sealed record NotLeftOpen(string Reference, string Label) : Refusal
    {
        public override Phrase Says => $"\u201c{Label}\u201d of {Reference} was not left open, so it stays as it was accepted.";
    }

    public sealed record ExceptionsWentOn(string Reference) : Refusal
    {
        public override Phrase Says => $"Something that {Reference} had left open was filled in since, so accepting it can no longer be undone.";
    }
}
