using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Which part of a promise's form.</summary>
public enum PromisePart
{
    What,
    Due,
    Where,
    Why,

    /// <summary>Which team is asked first.</summary>
    Ask,
}

/// <summary>Refusals that are about promises to the client.</summary>
public abstract partial record Refusal
{
    /// <summary>Something of a promise cannot be so; the sentence stands beside its input.</summary>
    public sealed record UnfitPromise(PromisePart Part, string Why) : Refusal
    {
        public override Phrase Says => Why;
    }

    public sealed record TooManyPromises(string Reference, int Most) : Refusal
    {
        public override Phrase Says => $"{Reference} has {Most} promises already, which is the most that one acceptance can answer. Put some together, or remove one.";
    }

    public sealed record NoSuchPromise(string Reference) : Refusal
    {
        public override Phrase Says => $"That promise is no longer among those of {Reference}.";
    }

    /// <summary>It was kept, broken or taken off.</summary>
    /// <param name="By">Null when it was the person who asks.</param>
    public sealed record PromiseEnded(CommitmentState State, string? By, Instant? At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => (State, At) switch
        {
            (CommitmentState.Kept or CommitmentState.Broken, { } at) => Phrase.Of(
                $"{(By is null ? "You" : By)} said that this promise was {(State == CommitmentState.Kept ? "kept" : "broken")}, ", new Inline.When(at, Zone), "."),
            _ => "This promise is no longer there.",
        };
    }

    /// <summary>One answer: somebody of the team was faster, or it was the same person's second click (<paramref name="By"/> is null).</summary>
    public sealed record TeamAnswered(bool Can, string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => Phrase.Of(
            $"{(By is null ? "You" : By)} answered this already, {(Can ? "that it can be done" : "that it cannot be done")}, ", new Inline.When(At, Zone), ".");
    }

    public sealed record NotAnsweredYet(string Team) : Refusal
    {
        public override Phrase Says => $"{Team} has not named another day.";
    }

    /// <summary>There is no dispute, or no longer.</summary>
    public sealed record NotDisputed : Refusal
    {
        public override Phrase Says => "Nobody disputes this promise any more.";
    }

    public sealed record SaidAlready : Refusal
    {
        public override Phrase Says => "You have proposed this already; it waits for the other side to agree.";
    }

    /// <summary>What was read is not what is proposed now.</summary>
    public sealed record AnotherProposal : Refusal
    {
        public override Phrase Says => "Something else is proposed by now. Look at the latest proposal, then answer.";
    }

    /// <summary>Nobody agrees with themselves.</summary>
    public sealed record OwnProposal(string Other) : Refusal
    {
        public override Phrase Says => $"Your side has proposed this, so it is {Other}'s to agree, or for the sender's lead to decide.";
    }

    public sealed record TooManyActions(string Reference, int Most) : Refusal
    {
        public override Phrase Says => $"{Reference} has {Most} next actions already. Put some together, or remove one.";
    }

    public sealed record NoSuchAction(string Reference) : Refusal
    {
        public override Phrase Says => $"That is no longer among the next actions of {Reference}.";
    }

    /// <param name="By">Null when it was the person who asks.</param>
    public sealed record DoneAlready(string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => Phrase.Of($"{(By is null ? "You" : By)} said that it was done, ", new Inline.When(At, Zone), ".");
    }

    /// <summary>Why a promise is disputed must fit.</summary>
    public sealed record DisputeTooLong(CommitmentId Id, int Length) : Refusal
    {
        public override Phrase Says => $"Why you dispute it has {Length:#,##0} characters; at most {Dispute.LongestReason:#,##0} fit.";
    }
}
