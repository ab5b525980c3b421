using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Refusals that are about questions and their answers.</summary>
public abstract partial record Refusal
{
    /// <summary>Everything that is wrong with what was to be asked, at once.</summary>
    public sealed record NotAQuestion(string Reference, ImmutableArray<QuestionFinding> Findings) : Refusal
    {
        public override Phrase Says => Findings.Length == 1
            ? $"Nothing was asked about {Reference}. {Findings[0].Says}"
            : $"Nothing was asked about {Reference}: {Findings.Length} things need another look.";

        public bool Equals(NotAQuestion? other) => other is not null && Reference == other.Reference && Findings.SequenceEqual(other.Findings);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);
    }

    /// <param name="Open">How many wait for an answer.</param>
    /// <param name="Ever">How many were asked so far.</param>
    public sealed record TooManyQuestions(string Reference, int Open, int Ever) : Refusal
    {
        public override Phrase Says => (HandoffRules.MostOpenQuestions - Open, HandoffRules.MostQuestions - Ever) switch
        {
            (_, <= 0) => $"{HandoffRules.MostQuestions} questions were asked about {Reference}, and no more fit. Talk to each other, or reject it with what is missing.",
            ( <= 0, _) => $"{Open} questions about {Reference} are open, and no more fit. Wait for an answer first.",
            var (room, left) => $"Only {Math.Min(room, left)} more fit: {Open} questions about {Reference} are open. Ask fewer, or wait for an answer first.",
        };
    }

    /// <summary>Somebody was faster, or it was the same person's second click (<paramref name="By"/> is null).</summary>
    /// <param name="Question">Null when nothing is open any more.</param>
    public sealed record AlreadyReplied(string Reference, int? Question, string? By, Instant At, DateTimeZone Zone) : Refusal
    {
        public override Phrase Says
        {
            get
            {
                var what = Question is { } number ? $"question {number} of {Reference}" : $"the questions about {Reference}";
                var were = Question is null ? "were" : "was";
                var who = By is null ? $"You answered {what}, " : $"{char.ToUpperInvariant(what[0])}{what[1..]} {were} already answered by {By}, ";
                return Phrase.Of(who, new Inline.When(At, Zone), ".");
            }
        }
    }

    /// <summary>It is closed, or was never asked in this round.</summary>
    public sealed record NoSuchQuestion(string Reference, int Number) : Refusal
    {
        public override Phrase Says => $"Question {Number} of {Reference} is not open any more. Open the questions again from its card.";
    }

    public sealed record NothingAnswered(string Reference) : Refusal
    {
        public override Phrase Says => $"No question about {Reference} was answered. Answer at least one; the others can wait.";
    }

    /// <param name="Lengths">By the number of the question.</param>
    public sealed record RepliesTooLong(string Reference, ImmutableArray<(int Question, int Length)> Lengths) : Refusal
    {
        public override Phrase Says => Beside(Lengths[0].Length).Says;

        public bool Equals(RepliesTooLong? other) => other is not null && Reference == other.Reference && Lengths.SequenceEqual(other.Lengths);

        public override int GetHashCode() => Reference.GetHashCode(StringComparison.Ordinal);

        /// <summary>What is said beside one of them.</summary>
        public static TooLong Beside(int length) => new("The answer", length, HandoffRules.LongestReply);
    }

    /// <summary>An answer changes what was asked about; the rest is for the sender to correct.</summary>
    public sealed record NotInQuestion(string Reference, string Label) : Refusal
    {
        public override Phrase Says => $"No open question about {Reference} is about \u201c{Label}\u201d. Its sender can correct that.";
    }
}

/// <summary>Something that is wrong with a question that was to be asked.</summary>
/// <param name="Place">Its place in the form, from 0.</param>
public sealed record QuestionFinding(int Place, QuestionPart Part, string Says);

/// <summary>What of a question.</summary>
public enum QuestionPart
{
    Text,
    Fields,
}
