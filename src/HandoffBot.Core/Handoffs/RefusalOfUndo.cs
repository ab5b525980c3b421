using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Why an answer cannot be taken back.</summary>
public abstract partial record Refusal
{
    public sealed record NothingToUndo(Standing Standing) : Refusal
    {
        public override Phrase Says => Phrase.Of("There is no answer to take back. ").Then([.. Standing.Says.Parts]);
    }

    public sealed record TooLateToUndo(string Reference, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says =>
            Phrase.Of($"You answered {Reference} ", new Inline.When(At, Zone), "; an answer can be taken back for five minutes.");
    }

    public sealed record OwnerChangedSince(string Reference, string Client, string Owner) : Refusal
    {
        public override Phrase Says => $"{Client} has been given to {Owner} since, so accepting {Reference} can no longer be undone.";
    }

    public sealed record PromisesWentOn(string Reference) : Refusal
    {
        public override Phrase Says =>
            $"Something was said of a promise of {Reference} since, so accepting it can no longer be undone.";
    }

    public sealed record ReworkHasBegun(string Reference, string Sender) : Refusal
    {
        public override Phrase Says =>
            $"{Sender} has begun to change {Reference} since, so rejecting it can no longer be undone. It comes back when it is sent again.";
    }
}
