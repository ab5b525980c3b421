using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>Refusals that are about what was written or left out.</summary>
public abstract partial record Refusal
{
    /// <summary>The gate: everything that is missing or invalid at once.</summary>
    public sealed record NotReady(ImmutableArray<Finding> Findings) : Refusal
    {
        public override Phrase Says => Findings.Length == 1
            ? $"Not ready yet: {Findings[0].Label}. {Findings[0].Says}"
            : $"Not ready yet: {Findings.Length} answers are missing or need another look.";

        public bool Equals(NotReady? other) => other is not null && Findings.SequenceEqual(other.Findings);

        public override int GetHashCode() => Findings.Length;
    }

    /// <summary>The content is with the receiver: it is corrected or withdrawn, not edited.</summary>
    public sealed record NotWithTheSender(Standing Standing) : Refusal
    {
        public override Phrase Says => Standing.Status is HandoffStatus.Submitted or HandoffStatus.Clarifying
            ? Standing.Says.Then(" To change it, correct or withdraw it first.")
            : Standing.Says.Then(" Its answers can no longer be changed.");
    }

    /// <summary>A handoff that was sent stays about its client.</summary>
    public sealed record ClientIsFixed(string Reference, string Client, HandoffStatus Status, Subject Subject) : Refusal
    {
        public override Phrase Says => Status is HandoffStatus.Submitted or HandoffStatus.Clarifying
            ? $"{Reference} was sent for {Client} and stays with that {Subject.Word}. For another one, withdraw and discard it, then start anew."
            : $"{Reference} was sent for {Client} and stays with that {Subject.Word}. For another one, discard it, then start anew.";
    }

    public sealed record UnknownField(string Reference, string Field) : Refusal
    {
        public override Phrase Says => $"The checklist of {Reference} does not ask for \u201c{Field}\u201d. Open it again from its card.";
    }

    public sealed record NothingChanged(string Reference) : Refusal
    {
        public override Phrase Says => $"Nothing was changed, so {Reference} stays as it is.";
    }

    /// <summary>Another revision was read than the one that is there now.</summary>
    /// <param name="Labels">What has changed since.</param>
    public sealed record ChangedMeanwhile(string Reference, ImmutableArray<string> Labels) : Refusal
    {
        public override Phrase Says => Labels.IsEmpty
            ? $"{Reference} was changed since you opened it. Look at it again, then answer."
            : $"{Reference} was changed since you opened it: {Listing.And(Labels)}. Look at it again, then answer.";

        public bool Equals(ChangedMeanwhile? other) => other is not null && Reference == other.Reference && Labels.SequenceEqual(other.Labels);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Accepting means having looked.</summary>
    /// <param name="Unticked">Places of the criteria, from 0.</param>
    public sealed record NotInformed(string Reference, ImmutableArray<int> Unticked, bool ReadBackMissing) : Refusal
    {
        /// <summary>Promises of which nothing was said.</summary>
        public ImmutableArray<CommitmentId> Unanswered { get; init; } = [];

        /// <summary>What is taken over.</summary>
        public Subject Subject { get; init; } = Subject.Client;

        /// <summary>Promises that are disputed without saying why.</summary>
        public ImmutableArray<CommitmentId> WithoutReason { get; init; } = [];

        public override Phrase Says => $"To accept {Reference}, {Listing.And([.. Needs])}.";

        private IEnumerable<string> Needs
        {
            get
            {
                if (Unticked.Length > 0)
                    yield return Unticked.Length == 1 ? "tick the criterion that is still open" : $"tick the {Unticked.Length} criteria that are still open";
                if (ReadBackMissing)
                    yield return $"say in one sentence what {Subject.The} needs next";
                if (Unanswered.Length > 0)
                    yield return Unanswered.Length == 1 ? $"acknowledge or dispute the promise{To}" : $"acknowledge or dispute the {Unanswered.Length} promises{To}";
                if (WithoutReason.Length > 0)
                    yield return "say why you dispute what was promised";
            }
        }

        private string To => Subject.IsClient ? " to the client" : "";

        public bool Equals(NotInformed? other) =>
            other is not null && Reference == other.Reference && Subject == other.Subject && ReadBackMissing == other.ReadBackMissing && Unticked.SequenceEqual(other.Unticked)
            && Unanswered.SequenceEqual(other.Unanswered) && WithoutReason.SequenceEqual(other.WithoutReason);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The owner named is nobody of the receiving team, or cannot be reached now.</summary>
    public sealed record CannotOwn(string Name, bool IsMember, string Team, ImmutableArray<string> Names) : Refusal
    {
        public override Phrase Says =>
            $"{Name} {(IsMember ? "cannot be reached now" : $"is not a member of {Team}")}. " +
            (Names.IsEmpty ? $"Name somebody of {Team} as the owner." : $"Name as the owner one of {Listing.Some(Names, 10)}.");

        public bool Equals(CannotOwn? other) =>
            other is not null && Name == other.Name && IsMember == other.IsMember && Team == other.Team && Names.SequenceEqual(other.Names);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    public sealed record TooLong(string What, int Length, int Most) : Refusal
    {
        public override Phrase Says => $"{What} has {Length:#,##0} characters; at most {Most:#,##0} fit.";
    }

    /// <summary>A reject teaches: without a reason and the fields that it is about, nobody learns.</summary>
    public sealed record TeachesNothing(string Reference, bool NeedsReason, bool NeedsField) : Refusal
    {
        /// <summary>It was accepted before.</summary>
        public bool IsLate { get; init; }

        public override Phrase Says => $"{(IsLate ? $"To send {Reference} back" : $"To reject {Reference}")}, choose " + (NeedsReason, NeedsField) switch
        {
            (true, true) => "at least one reason and at least one answer that it is about.",
            (true, false) => "at least one reason.",
            _ => "at least one answer that it is about.",
        };
    }

    public sealed record UnknownReason(string Reason, ImmutableArray<string> Known) : Refusal
    {
        public override Phrase Says => $"\u201c{Reason}\u201d is not a reason of this playbook. Choose from: {string.Join("; ", Known)}.";

        public bool Equals(UnknownReason? other) => other is not null && Reason == other.Reason && Known.SequenceEqual(other.Known);

        public override int GetHashCode() => Reason.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>A rejection can only be about what the sender was asked.</summary>
    public sealed record NotAsked(string Reference, string Label) : Refusal
    {
        public override Phrase Says => $"{Reference} was not asked for \u201c{Label}\u201d. Choose among the answers on its brief.";
    }
}
