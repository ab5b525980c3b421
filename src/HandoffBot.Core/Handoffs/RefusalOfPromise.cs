using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Handoffs;

/// <summary>Which part of a promise's form.</summary>
public enum PromisePart
{
    What,
    Due,
    Where,
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

    /// <summary>Why a promise is disputed must fit.</summary>
    public sealed record DisputeTooLong(CommitmentId Id, int Length) : Refusal
    {
        public override Phrase Says => $"Why you dispute it has {Length:#,##0} characters; at most {Dispute.LongestReason:#,##0} fit.";
    }
}
