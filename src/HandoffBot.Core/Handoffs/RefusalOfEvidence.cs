using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Why a message is not added to a handoff.</summary>
public abstract partial record Refusal
{
    /// <param name="By">Null when it was the person who asks.</param>
    public sealed record AddedAlready(string Reference, string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says => Phrase.Of($"{By ?? "You"} added this message to {Reference} already, ", new Inline.When(At, Zone), ".");
    }

    public sealed record TooMuchEvidence(string Reference, int Most) : Refusal
    {
        public override Phrase Says => $"{Reference} has {Most} messages as evidence already, which is the most that it carries.";
    }

    public sealed record NoSuchEvidence(string Reference) : Refusal
    {
        public override Phrase Says => $"This message is no longer among the evidence of {Reference}.";
    }

    public sealed record MessageDeleted : Refusal
    {
        public override Phrase Says => "This message has been deleted, so there is nothing that could be kept.";
    }

    /// <summary>Nobody else has ever seen it.</summary>
    public sealed record MessageForOneOnly : Refusal
    {
        public override Phrase Says => "Only you can see this message, so it cannot be kept for others. Write what it says into the chat, and add that.";
    }

    public sealed record NothingWritten(bool HasFiles) : Refusal
    {
        public override Phrase Says => HasFiles
            ? "This message holds files and no words, and files are not kept. Write below it what they show, and add that."
            : "There are no words in this message that could be kept.";
    }
}
