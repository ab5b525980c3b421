using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Why something does not change hands.</summary>
public abstract partial record Refusal
{
    public sealed record NotClaimed(string Reference) : Refusal
    {
        public override Phrase Says => $"Nobody has claimed {Reference}, so there is nothing to give up.";
    }

    public sealed record AlreadyTheirs(string Reference, string Name) : Refusal
    {
        public override Phrase Says => $"{Name} has {Reference} in hand already.";
    }

    public sealed record SendsAlready(string Reference, string Name) : Refusal
    {
        public override Phrase Says => $"{Name} is the sender of {Reference} already.";
    }

    /// <summary>Whoever is named cannot have it.</summary>
    /// <param name="Names">Who can.</param>
    public sealed record CannotTake(string Reference, string Name, Hindrance Hindrance, string Team, ImmutableArray<string> Names) : Refusal
    {
        public override Phrase Says =>
            $"{Name} {Why}. {(Names.IsEmpty ? $"Nobody else of {Team} can be reached now." : $"Choose one of {Listing.Some(Names, 10)}.")}";

        private string Why => Hindrance switch
        {
            Hindrance.SentIt => $"sent {Reference}, so somebody else must answer it",
            Hindrance.NoMember => $"is not a member of {Team}",
            _ => "cannot be reached now",
        };

        public bool Equals(CannotTake? other) =>
            other is not null && Reference == other.Reference && Name == other.Name && Hindrance == other.Hindrance && Team == other.Team
            && Names.SequenceEqual(other.Names);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    public sealed record WithThemAlready(string Reference, string Team) : Refusal
    {
        public override Phrase Says => $"{Reference} is with {Team} already. Choose another team.";
    }

    public sealed record NoSuchTeam(string Team) : Refusal
    {
        public override Phrase Says => $"There is no team “{Team}” any more. Choose another one.";
    }

    public sealed record ComesFromThem(string Reference, string Team) : Refusal
    {
        public override Phrase Says => $"{Reference} comes from {Team}. To give it back to them, reject it with what is to be mended.";
    }

    /// <summary>A team can receive nothing at the moment.</summary>
    public sealed record Unreachable(string Why) : Refusal
    {
        public override Phrase Says => Why;
    }

    /// <param name="Deed">Completes "to …".</param>
    public sealed record Unexplained(string Deed) : Refusal
    {
        public override Phrase Says => $"To {Deed}, say in a sentence why: whoever gets it reads that first.";
    }

    public sealed record TooLateToReopen(string Reference, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => Phrase.Of(
            $"{Reference} was completed ", new Inline.When(At, Zone), "; it can be opened again for 14 days. Start a new handoff instead.");
    }
}

/// <summary>What keeps a person from having something in hand.</summary>
public enum Hindrance
{
    NoMember,
    NotReachable,
    SentIt,
}
