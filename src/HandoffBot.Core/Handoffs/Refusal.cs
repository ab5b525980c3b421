using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// Why a command is not carried out: an expected failure, worded once for people. Each says what is, and what can be done or who may.
/// </summary>
public abstract partial record Refusal
{
    private Refusal()
    {
    }

    /// <summary>The sentence that the acting person reads.</summary>
    public abstract Phrase Says { get; }

    /// <summary>Somebody else may. <paramref name="Who"/> are the subjects of the sentence, <paramref name="Names"/> the people of a team.</summary>
    public sealed record NotYours(string Deed, ImmutableArray<string> Who, ImmutableArray<string> Names) : Refusal
    {
        public override Phrase Says =>
            $"Only {Listing.And(Who)} can {Deed}{(Names.IsEmpty ? "." : $": {Listing.Some(Names, 10)}.")}";

        public bool Equals(NotYours? other) =>
            other is not null && Deed == other.Deed && Who.SequenceEqual(other.Who) && Names.SequenceEqual(other.Names);

        public override int GetHashCode() => Deed.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The sender belongs to the receiving team as well: somebody else must look.</summary>
    public sealed record YourOwn(string Reference, string Team, ImmutableArray<string> Names) : Refusal
    {
        public override Phrase Says => Names.IsEmpty
            ? $"You sent {Reference} yourself, so somebody else of {Team} must answer it."
            : $"You sent {Reference} yourself, so somebody else of {Team} must answer it: {Listing.Some(Names, 10)}.";

        public bool Equals(YourOwn? other) =>
            other is not null && Reference == other.Reference && Team == other.Team && Names.SequenceEqual(other.Names);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The handoff has come to where this cannot be done.</summary>
    public sealed record NotNow(Standing Standing) : Refusal
    {
        public override Phrase Says => Phrase.Of("That cannot be done now. ").Then([.. Standing.Says.Parts]);
    }

    /// <summary>The form or button was drawn in another round.</summary>
    public sealed record AnotherRound(int Drawn, Standing Standing) : Refusal
    {
        public override Phrase Says =>
            Phrase.Of($"That was round {Drawn} of {Standing.Reference}, which is now in round {Standing.Round}. ").Then([.. Standing.Says.Parts]);
    }

    /// <summary>One answer: somebody was faster, or it was the same person's second click (<paramref name="By"/> is null).</summary>
    public sealed record AlreadyAnswered(bool Accepted, string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says
        {
            get
            {
                var done = Accepted ? "accepted" : "rejected";
                return Phrase.Of(By is null ? $"You {done} it, " : $"Already {done} by {By}, ", new Inline.When(At, Zone), ".");
            }
        }
    }

    public sealed record ClaimedAlready(string Reference) : Refusal
    {
        public override Phrase Says => $"You claimed {Reference} already: it waits for your answer.";
    }

    /// <summary>A client and playbook have at most one handoff under way.</summary>
    public sealed record AnotherIsOpen(string Client, string Reference, HandoffStatus Status, string Team) : Refusal
    {
        public override Phrase Says => Phrase.Of(
            $"{Client} is being handed over already: {Reference} {Where}. See it with ", new Inline.Command($"show {Reference}"), ".");

        private string Where => Status switch
        {
            HandoffStatus.Rejected => $"was rejected by {Team} and is being reworked",
            HandoffStatus.Accepted => $"was accepted by {Team} and waits for the kickoff",
            HandoffStatus.Clarifying => $"waits for an answer to a question of {Team}",
            _ => $"waits for {Team} to answer",
        };
    }
}
